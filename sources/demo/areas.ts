import fs from 'node:fs/promises';
import path from 'node:path';
import { readDeclaration } from '../../kernel/declare.ts';
import { type Region, regionsSchema } from '../areas/declaration.ts';
import { type DemoDeclaration, demoSchema, type Planted } from './declaration.ts';
import { normalOf, randomOf } from './random.ts';

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

export interface DemoCountry {
  country: DemoArea;
  /** Gemeenten that went up in Beekdaelen. */
  former: DemoArea[];
  /** Limburg, and Zuid-Limburg as COROP and GGD region, with the gemeenten of the demo in them. */
  regions: DemoArea[];
  /** Code of the region of that level in which a gemeente lies. */
  regionOf(gemeente: string, level: Region['level']): string | undefined;
}

/** Files that the demo country is made of, below the root of the project. */
export const COUNTRY_FILES = [
  'sources/demo/demo.yaml',
  'sources/demo/areas.csv',
  'sources/areas/regions.yaml',
];

export const readDemo = async (root: string) =>
  (await readDeclaration(path.join(root, 'sources/demo/demo.yaml'), demoSchema, root)).value;

/**
 * The demo country: Parkstad with its real codes and names down to the buurt, other gemeenten by their real names with
 * made-up wijken and buurten. Figures follow from the codes and the declaration alone.
 */
export async function demoCountry(root: string): Promise<DemoCountry> {
  const demo = await readDemo(root);
  const { country } = demo;
  const text = await fs.readFile(path.join(root, 'sources/demo/areas.csv'), 'utf8');
  const file = path.join(root, 'sources/areas/regions.yaml');
  const { regions } = (await readDeclaration(file, regionsSchema, root)).value;
  const lines = text.trim().split('\n').slice(1);
  const names = new Map(
    lines.map(line => [
      line.slice(0, line.indexOf(',')),
      line.slice(line.indexOf(',') + 1).replaceAll('"', ''),
    ]),
  );
  const all = [...names.keys()]
    .filter(code => code.startsWith('GM'))
    .map(code => gemeente(code, { names, demo }));
  const gemeenten = all.filter(area => !country.former.includes(area.code));
  const regionOf: DemoCountry['regionOf'] = (code, level) =>
    level === 'landsdeel'
      ? Object.keys(country.landsdelen).find(key =>
          country.landsdelen[key]?.includes(regionOf(code, 'provincie') ?? ''),
        )
      : regions.find(region => region.level === level && region.gemeenten.includes(code))?.code;
  const partsOf = (region: Region) => gemeenten.filter(area => region.gemeenten.includes(area.code));
  return {
    country: sum({ code: 'NL', name: 'Nederland', gemeente: '', parts: gemeenten }),
    former: all.filter(area => country.former.includes(area.code)),
    regions: country.regions
      .flatMap(code => regions.filter(region => region.code === code))
      .map(region => sum({ code: region.code, name: region.name, gemeente: '', parts: partsOf(region) })),
    regionOf,
  };
}

interface Plan {
  /** Names of the areas that are listed, by code. */
  names: Map<string, string>;
  demo: DemoDeclaration;
}

function gemeente(code: string, plan: Plan): DemoArea {
  const burden = burdenOf(code, 'gemeente', plan);
  const parts = codesWithin(code, 'wijken', plan).codes.map(one =>
    wijk(one, { gemeente: code, burden }, plan),
  );
  return sum({ code, name: plan.names.get(code) ?? code, gemeente: code, parts });
}

function wijk(code: string, above: { gemeente: string; burden: number }, plan: Plan): DemoArea {
  const { mean, spread, elsewhere } = plan.demo.country.inhabitants;
  const burden = above.burden + burdenOf(code, 'wijk', plan);
  const { codes, areListed } = codesWithin(code, 'buurten', plan);
  const parts = codes.map(buurt => {
    const inhabitants = (mean + spread * normalOf(buurt, 'inhabitants')) * (areListed ? 1 : elsewhere);
    return {
      code: buurt,
      name: plan.names.get(buurt) ?? `Buurt ${buurt.slice(6)}`,
      gemeente: above.gemeente,
      inhabitants: Math.max(0, Math.round(inhabitants)),
      burden: burden + burdenOf(buurt, 'buurt', plan),
      parts: [],
    };
  });
  return sum({
    code,
    name: plan.names.get(code) ?? `Wijk ${code.slice(6)}`,
    gemeente: above.gemeente,
    parts,
  });
}

/** What an area adds to the burden of all within it: as declared, or drawn, and what is planted there. */
function burdenOf(code: string, level: 'gemeente' | 'wijk' | 'buurt', { demo }: Plan): number {
  const { places, burden } = demo.country;
  const isOf = ({ areas, in: columns }: Planted) => areas.includes(code) && Object.keys(columns).length === 0;
  const planted = demo.planted.filter(isOf).reduce((sum, one) => sum + one.burden, 0);
  return planted + (places[code] ?? burden[level] * normalOf(code, 'burden'));
}

/** Codes of the wijken or buurten of an area: those that are listed, or one to three that are made up: enough to compare with. */
function codesWithin(code: string, kind: 'wijken' | 'buurten', { names }: Plan) {
  const start = `${kind === 'wijken' ? 'WK' : 'BU'}${code.slice(2)}`;
  const listed = [...names.keys()].filter(key => key.startsWith(start));
  const made = Array.from(
    { length: 1 + Math.floor(randomOf(code, kind) * 3) },
    (_, at) => `${start}${String(at).padStart(2, '0')}`,
  );
  return { codes: listed.length ? listed : made, areListed: listed.length > 0 };
}

/** An area as the sum of its parts, with their mean burden by inhabitants. */
export function sum(area: Pick<DemoArea, 'code' | 'name' | 'gemeente' | 'parts'>): DemoArea {
  const inhabitants = area.parts.reduce((total, part) => total + part.inhabitants, 0);
  const weighted = area.parts.reduce((total, part) => total + part.burden * part.inhabitants, 0);
  return { ...area, inhabitants, burden: inhabitants ? weighted / inhabitants : 0 };
}

/** The area and all within it, the larger before the smaller, in the order of the services. */
export const withParts = (area: DemoArea): DemoArea[] => [area, ...area.parts.flatMap(withParts)];

/** Whether a gemeente is there in a year: Beekdaelen came in the place of three others in 2019. */
export const isThere = (code: string, year: number, { former }: Pick<DemoCountry, 'former'>): boolean =>
  year < 2019 ? code !== 'GM1954' : !former.some(area => area.code === code);
