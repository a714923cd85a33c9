import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDeclaration } from '../../kernel/declare.ts';
import { renderError, VieError } from '../../kernel/errors.ts';
import { projectRoot } from '../../kernel/root.ts';
import { type Region, regionsSchema } from '../../sources/areas/declaration.ts';
import { matchAreaLabels } from '../../sources/areas/match.ts';
import { hasShared, sharedFolder } from '../support/shared.ts';

const root = projectRoot();
const { regions } = (
  await readDeclaration(path.join(root, 'sources/areas/regions.yaml'), regionsSchema, root)
).value;

/** Names and codes as CBS gives them in the table of 2020. */
const GEMEENTEN: [string, string][] = [
  ['GM0888', 'Beek'],
  ['GM0893', 'Bergen (L.)'],
  ['GM0373', 'Bergen (NH.)'],
  ['GM0971', 'Stein'],
  ['GM0344', 'Utrecht'],
  ['GM0014', 'Groningen'],
  ['GM0518', "'s-Gravenhage"],
  ['GM1900', 'Súdwest-Fryslân'],
  ['GM0928', 'Kerkrade'],
];

interface Given {
  gemeenten?: [string, string][];
  regions?: Region[];
  vintage?: number;
}

function match(labels: string[], given: Given = {}): Record<string, string> {
  const gemeenten = new Map<string, string[]>();
  for (const [code, name] of given.gemeenten ?? GEMEENTEN) {
    gemeenten.set(name, [...(gemeenten.get(name) ?? []), code]);
  }
  const names = { gemeenten, regions: given.regions ?? regions, vintage: given.vintage ?? 2020 };
  const listed = labels.map((label, at) => ({ label, row: at + 2 }));
  return Object.fromEntries(matchAreaLabels(listed, names));
}

function refusal(labels: string[], given?: Given): VieError {
  try {
    match(labels, given);
  } catch (error) {
    if (error instanceof VieError) return error;
    throw error;
  }
  throw new Error('the labels were accepted');
}

describe('an area label', () => {
  test('means the gemeente of exactly that name', () => {
    expect(match(['Kerkrade', 'Súdwest-Fryslân', 'Bergen (L.)', 'Bergen (NH.)'])).toEqual({
      Kerkrade: 'GM0928',
      'Súdwest-Fryslân': 'GM1900',
      'Bergen (L.)': 'GM0893',
      'Bergen (NH.)': 'GM0373',
    });
  });

  test('may carry a suffix that the gemeente does not have', () => {
    expect(match(['Beek (L.)', 'Stein (L.)', 'Utrecht (gemeente)', "'s-Gravenhage (gemeente)"])).toEqual({
      'Beek (L.)': 'GM0888',
      'Stein (L.)': 'GM0971',
      'Utrecht (gemeente)': 'GM0344',
      "'s-Gravenhage (gemeente)": 'GM0518',
    });
  });

  test('keeps its suffix when a gemeente has that very name', () => {
    const both: [string, string][] = [...GEMEENTEN, ['GM9999', 'Beek (L.)']];
    expect(match(['Beek (L.)'], { gemeenten: both })).toEqual({ 'Beek (L.)': 'GM9999' });
  });

  test('may mean a region under any of its spellings, also those of other files', () => {
    expect(
      match(['Nederland', 'Utrecht (PV)', 'Utrecht (CR)', 'GGD Gelderland-Zuid', 'GGD Gelderland-Zuid (GG)']),
    ).toEqual({
      Nederland: 'NL',
      'Utrecht (PV)': 'PV26',
      'Utrecht (CR)': 'CR17',
      'GGD Gelderland-Zuid': 'GG2014',
      'GGD Gelderland-Zuid (GG)': 'GG2014',
    });
  });

  test('is read without the spaces around it', () => {
    expect(match([' Kerkrade  '])).toEqual({ ' Kerkrade  ': 'GM0928' });
  });

  test('means a region only in the years in which that exists', () => {
    const one = (code: string, years: Partial<Region>): Region => ({
      code,
      level: 'ggd',
      name: 'GGD Regio Twente',
      labels: ['GGD Regio Twente (GG)'],
      gemeenten: [],
      ...years,
    });
    const given = { regions: [one('GG1106', { until: 2016 }), one('GG1107', { from: 2017 })] };
    const label = 'GGD Regio Twente (GG)';
    expect(match([label], { ...given, vintage: 2016 })).toEqual({ [label]: 'GG1106' });
    expect(match([label], { ...given, vintage: 2017 })).toEqual({ [label]: 'GG1107' });
    expect(refusal([label], { regions: given.regions.slice(1), vintage: 2012 }).code).toBe('contract');
  });
});

describe('a file is refused', () => {
  test('when a label is no area, by its row and with what is near', () => {
    const error = refusal(['Kerkrade', 'Kerkade']);
    expect(error).toMatchObject({ code: 'contract', where: { row: 3 } });
    expect(renderError(error)).toContain("row 3: 'Kerkade' is not an area of 2020 (near: Kerkrade");
    expect(error.hint).toContain('regions.yaml');
  });

  test('when a label may mean two gemeenten, naming both', () => {
    const twice: [string, string][] = [...GEMEENTEN, ['GM9999', 'Beek']];
    for (const label of ['Beek', 'Beek (L.)']) {
      const error = refusal([label], { gemeenten: twice });
      expect(renderError(error)).toContain(`row 2: '${label}' may be GM0888 or GM9999`);
    }
  });

  test('when a label means a gemeente and a region alike', () => {
    const region: Region = {
      code: 'PV26',
      level: 'provincie',
      name: 'x',
      labels: ['Utrecht'],
      gemeenten: [],
    };
    expect(refusal(['Utrecht'], { regions: [region] }).message).toContain("'Utrecht' may be PV26 or GM0344");
  });

  test('when a suffix is one that StatLine does not use', () => {
    expect(refusal(['Beek (Bel.)']).message).toContain('Beek (Bel.)');
  });

  test('with the first five bad labels and the number of the others', () => {
    const { message } = refusal(['q1q', 'q2q', 'q3q', 'q4q', 'q5q', 'q6q', 'q7q']);
    expect(message).toContain('row 6:');
    expect(message).not.toContain('row 7:');
    expect(message).toContain('and 2 more');
  });
});

describe('the declared regions', () => {
  test('have no code twice and no spelling that means two of them in one year', () => {
    const codes = regions.map(region => region.code);
    expect(new Set(codes).size).toBe(codes.length);
    const labels = regions.flatMap(region => region.labels);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe.skipIf(!hasShared)('the real files of the Gezondheidsmonitor', () => {
  const data = (file: string) => path.join(sharedFolder, 'realdata', file);
  const items = async (file: string): Promise<[string, string][]> => {
    const list = JSON.parse(await fs.readFile(data(file), 'utf8')) as { Key: string; Title: string }[];
    return list
      .filter(({ Key }) => Key.startsWith('GM'))
      .map(({ Key, Title }): [string, string] => [Key.trim(), Title.trim()]);
  };
  /** Cells of a line; a comma between quotes is part of a name. */
  const cellsOf = (line: string): string[] =>
    line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(cell => cell.replaceAll('"', ''));

  test.each([
    ['2020', 'Gezondheidsmonitor20_85012NED.csv', () => items('opendata/84799NED/WijkenEnBuurten.json')],
    ['2016', 'Gezondheidsmonitor16_83674NED.csv', () => items('opendata/70072ned/RegioS.json')],
  ])('of %s name no area that is not known, and no area under two names', async (year, file, names) => {
    const text = await fs.readFile(data(`files/${file}`), 'utf8');
    const labels = [
      ...new Set(
        text
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map(line => cellsOf(line)[4] ?? ''),
      ),
    ];
    expect(labels.length).toBeGreaterThan(390);
    const codes = match(labels, { gemeenten: await names(), vintage: Number(year) });
    expect(Object.keys(codes)).toHaveLength(labels.length);
    expect(new Set(Object.values(codes)).size).toBe(labels.length);
    expect(codes).toMatchObject({ Nederland: 'NL', Kerkrade: 'GM0928', 'Beek (L.)': 'GM0888' });
  });
});
