import fs from 'node:fs/promises';
import path from 'node:path';
import { readDeclaration } from '../../kernel/declare.ts';
import { type Region, regionsSchema } from '../areas/declaration.ts';
import { fixedNormal, fixedRandom } from './random.ts';

/** A made-up population in a real (Parkstad) or made-up (elsewhere) area. */
export interface DemoArea {
  code: string;
  name: string;
  gemeente: string;
  inhabitants: number;
  /** Burden of the area: 0 = average of the demo country, 1 = one standard deviation worse. */
  burden: number;
  parts: DemoArea[];
}

/** Gemeenten of the old Parkstad that became Beekdaelen in 2019. */
export const BEFORE_2019 = ['GM0881', 'GM0951', 'GM0962'];

/** Files that the demo country is made of, below the root of the project. */
export const COUNTRY_FILES = ['sources/demo/areas.csv', 'sources/areas/regions.yaml'];

export interface DemoCountry {
  country: DemoArea;
  /** Gemeenten that went up in Beekdaelen. */
  former: DemoArea[];
  /** Limburg, and Zuid-Limburg as COROP and GGD region, with the gemeenten of the demo in them. */
  regions: DemoArea[];
  /** Code of the region of that level in which a gemeente lies. */
  regionOf(gemeente: string, level: Region['level']): string | undefined;
}

/**
 * The demo country: Parkstad with its real codes and names down to the buurt, other gemeenten by their real names with
 * made-up wijken and buurten. Figures follow from the codes alone.
 */
export async function demoCountry(root: string): Promise<DemoCountry> {
  const text = await fs.readFile(path.join(root, 'sources/demo/areas.csv'), 'utf8');
  const file = path.join(root, 'sources/areas/regions.yaml');
  const { regions } = (await readDeclaration(file, regionsSchema, root)).value;
  const listed = text
    .trim()
    .split('\n')
    .slice(1)
    .map(line => ({
      code: line.slice(0, line.indexOf(',')),
      name: line.slice(line.indexOf(',') + 1).replaceAll('"', ''),
    }));
  const known = new Map(listed.map(area => [area.code, area.name]));
  const all = listed.filter(area => area.code.startsWith('GM')).map(area => demoGemeente(area, known));
  const gemeenten = all.filter(area => !BEFORE_2019.includes(area.code));
  return {
    country: sum({ code: 'NL', name: 'Nederland', gemeente: '', parts: gemeenten }),
    former: all.filter(area => BEFORE_2019.includes(area.code)),
    regions: ['PV31', 'CR39', 'GG6106'].flatMap(code =>
      regions.filter(region => region.code === code).map(region => demoRegion(region, gemeenten)),
    ),
    regionOf: (gemeente, level) =>
      regions.find(region => region.level === level && region.gemeenten.includes(gemeente))?.code,
  };
}

const demoRegion = ({ code, name, gemeenten }: Region, all: DemoArea[]): DemoArea =>
  sum({ code, name, gemeente: '', parts: all.filter(area => gemeenten.includes(area.code)) });

function demoGemeente({ code, name }: { code: string; name: string }, known: Map<string, string>): DemoArea {
  const digits = code.slice(2);
  const own = [...known.keys()].filter(key => key.startsWith(`WK${digits}`));
  const made = Array.from(
    { length: 2 + Math.floor(fixedRandom(code, 'wijken') * 4) },
    (_, i) => `WK${digits}${String(i).padStart(2, '0')}`,
  );
  // Old mining towns carry more burden than the country, in the demo as in life.
  const burden = (own.length ? 0.6 : 0) + 0.5 * fixedNormal(code, 'burden');
  const parts = (own.length ? own : made).map(wijk => demoWijk(wijk, code, burden, known));
  return sum({ code, name, gemeente: code, parts });
}

function demoWijk(code: string, gemeente: string, above: number, known: Map<string, string>): DemoArea {
  const own = [...known.keys()].filter(key => key.startsWith(`BU${code.slice(2)}`));
  const made = Array.from(
    { length: 2 + Math.floor(fixedRandom(code, 'buurten') * 4) },
    (_, i) => `BU${code.slice(2)}${String(i).padStart(2, '0')}`,
  );
  const burden = above + 0.4 * fixedNormal(code, 'burden');
  const parts = (own.length ? own : made).map(buurt => ({
    code: buurt,
    name: known.get(buurt) ?? `Buurt ${buurt.slice(6)}`,
    gemeente,
    inhabitants: Math.max(0, Math.round(900 + 800 * fixedNormal(buurt, 'inhabitants'))),
    burden: burden + 0.4 * fixedNormal(buurt, 'burden'),
    parts: [],
  }));
  return sum({ code, name: known.get(code) ?? `Wijk ${code.slice(6)}`, gemeente, parts });
}

/** An area as the sum of its parts, with their mean burden by inhabitants. */
export function sum(area: Pick<DemoArea, 'code' | 'name' | 'gemeente' | 'parts'>): DemoArea {
  const inhabitants = area.parts.reduce((total, part) => total + part.inhabitants, 0);
  const weighted = area.parts.reduce((total, part) => total + part.burden * part.inhabitants, 0);
  return { ...area, inhabitants, burden: inhabitants ? weighted / inhabitants : 0 };
}

/** The area and all within it, the larger before the smaller, in the order of the services. */
export const withParts = (area: DemoArea): DemoArea[] => [area, ...area.parts.flatMap(withParts)];
