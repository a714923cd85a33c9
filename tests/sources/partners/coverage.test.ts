import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../sources/partners/answer.ts';
import type { Areas } from '../../../sources/partners/area-hints.ts';
import { coverageOf, heldBy } from '../../../sources/partners/coverage.ts';
import type { PartnerContract } from '../../../sources/partners/declaration.ts';
import { acceptedDeliveries, periodsInForce } from '../../../sources/partners/store.ts';
import { contractGiven } from '../../support/contract.ts';
import { contractOf, csv, world } from './world.ts';

const contract = contractGiven({
  id: 'huur',
  partner: 'huur',
  counts: { huurders: { column: 'huurders' } },
});
const GEMEENTEN = { GM0882: 'Landgraaf', GM0917: 'Heerlen', GM0928: 'Kerkrade' };
/** 201 buurten: 51 in Heerlen, 75 in each of the others. */
const BUURTEN = Object.keys(GEMEENTEN).flatMap(code =>
  Array.from(
    { length: code === 'GM0917' ? 51 : 75 },
    (_, at) => `BU${code.slice(2)}${String(at).padStart(4, '0')}`,
  ),
);
const AREAS: Areas = new Map([
  ...Object.entries(GEMEENTEN),
  ...BUURTEN.map(code => [code, `Buurt ${code.slice(6)}`] as const),
  ['BU03630000', 'Burgwallen'],
]);
const region = { name: 'Parkstad', has: (code: string) => !code.startsWith('BU0363') };
const inParkstad = (one: PartnerContract) =>
  world({ contracts: [one], knownAreas: () => AREAS, guide: { region } });
const delivery = (codes: readonly string[], count = 40): string =>
  csv(['buurt;jaar;huurders', ...codes.map(code => `${code};2024;${count}`)]);
const HEERLEN = (code: string) => code.startsWith('BU0917');

describe('how complete a delivery is', () => {
  test('is said with what has no figure without the rest', async () => {
    const { put, takeUp } = await inParkstad(contract);
    await put('huur.csv', delivery(BUURTEN.filter(code => !HEERLEN(code))), 'huur');
    const [report] = await takeUp();
    expect(report && answerTo(report).slice(1, 2)).toEqual([
      '2024: 150 van de 201 buurten van Parkstad. Zonder de andere 51 is er geen cijfer voor Heerlen, Parkstad.',
    ]);
    expect(report?.coverage).toMatchObject([
      { asked: 201, delivered: 150, without: ['Heerlen', 'Parkstad'] },
    ]);
  });

  test('never leaves out an area that lacks, whichever they are', () => {
    const guide = { known: AREAS, region };
    fc.assert(
      fc.property(fc.subarray(BUURTEN), there => {
        const rows = there.map(code => `${code},2024,total,total,40`);
        const held = heldBy(Buffer.from(csv(['area_code,period,sex,age_group,huurders', ...rows])), contract);
        const [found] = coverageOf(held, contract, guide);
        const lacking = BUURTEN.filter(code => !there.includes(code));
        expect(found?.lacking.map(one => one.slice(0, 10)) ?? BUURTEN).toEqual(lacking);
      }),
      { numRuns: 40 },
    );
  });

  test('is of every group, and names groups that are not there at all', async () => {
    const jgz = await contractOf('jgz-overgewicht');
    const { put, takeUp } = await inParkstad(jgz);
    const row = (code: string, age: string, sex: string) => `${code};2023/2024;${age};${sex};40;8;2`;
    const rows = BUURTEN.flatMap(code => [row(code, '5-6', 'jongens'), row(code, '10-11', 'jongens')]);
    await put(
      'overgewicht.csv',
      csv(['gebied;schooljaar;contactmoment;geslacht;gemeten;overgewicht;obesitas', ...rows.slice(1)]),
    );
    const [report] = await takeUp();
    expect(report?.coverage).toMatchObject([
      {
        delivered: 200,
        lacking: ['BU08820000 (Buurt 0000)'],
        without: ['Landgraaf', 'Parkstad'],
        groups: ['jongens 13-14', 'meisjes 5-6', 'meisjes 10-11', 'meisjes 13-14'],
      },
    ]);
    expect(report && answerTo(report).join('\n')).toContain(
      'Groepen die geheel ontbreken: jongens 13-14, meisjes 5-6',
    );
  });

  test('is of the part that the contract asks for, or without a region of the gemeenten that are there', async () => {
    const own = { ...contract, area: { ...contract.area, within: ['GM0917'] } };
    const codes = [...BUURTEN.filter(HEERLEN), 'BU09280000'];
    const asked = await inParkstad(own);
    await asked.put('huur.csv', delivery(codes), 'huur');
    expect((await asked.takeUp())[0]?.coverage).toMatchObject([
      { of: 'Heerlen', asked: 51, delivered: 51, outside: ['BU09280000 (Buurt 0000)'] },
    ]);
    const free = await world({ contracts: [contract], knownAreas: () => AREAS });
    await free.put('huur.csv', delivery(codes), 'huur');
    expect((await free.takeUp())[0]?.coverage).toMatchObject([
      { of: 'de geleverde gemeenten', asked: 126, delivered: 52, outside: [] },
    ]);
  });
});

describe('a correction that lacks areas', () => {
  const corrected = async (corrections: PartnerContract['corrections'], codes: readonly string[]) => {
    const { put, takeUp, options } = await inParkstad({ ...contract, corrections });
    await put('huur.csv', delivery(BUURTEN), 'huur');
    await takeUp();
    await put('huur.csv', delivery(codes, 41), 'huur');
    const [report] = await takeUp();
    const inForce = periodsInForce(await acceptedDeliveries(options.dataDir, contract));
    return { report, inForce: [...inForce].filter(([, periods]) => periods.length > 0).map(([id]) => id) };
  };

  test('is refused, with the areas, and what came before stays', async () => {
    const { report, inForce } = await corrected('complete', BUURTEN.slice(2));
    expect(report).toMatchObject({ state: 'refused', totals: { areas_removed: 1 } });
    expect(report && answerTo(report).at(-1)).toBe(
      '  2024: BU08820000 (Buurt 0000), BU08820001 (Buurt 0001).',
    );
    expect(inForce).toEqual(['0001']);
  });

  test('removes them where the contract says so, and that is said', async () => {
    const { report, inForce } = await corrected('replace', BUURTEN.slice(1));
    expect(report).toMatchObject({
      state: 'accepted',
      removes: [{ period: '2024', areas: ['BU08820000 (Buurt 0000)'] }],
    });
    expect(report && answerTo(report).join('\n')).toContain('vervalt BU08820000 (Buurt 0000)');
    expect(inForce).toEqual(['0002']);
  });

  test('is no matter where it lacks none', async () => {
    expect((await corrected('complete', BUURTEN)).report).toMatchObject({ state: 'accepted', removes: [] });
  });
});
