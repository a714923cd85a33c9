import fs from 'node:fs/promises';
import path from 'node:path';
import { makeClosed } from '../../kernel/files.ts';
import { type DemoArea, type DemoCountry, withParts } from './areas.ts';
import { quickNormal, quickRandom } from './random.ts';

/** The gemeenten that deliver. */
const PARKSTAD = ['GM0882', 'GM0899', 'GM0917', 'GM0928', 'GM0965', 'GM0986', 'GM1954'];

type Cell = string | number;
type Rows = (area: DemoArea) => Cell[][];

interface Delivery {
  /** Partner folder and file name in the inbox. */
  file: string;
  level: 'GM' | 'WK' | 'BU';
  heading: string[];
  rows: Rows;
  /** How this partner writes its files; default: with semicolons, in UTF-8. */
  delimiter?: ',' | ';' | '\t';
  encoding?: BufferEncoding;
}

/** Part of a count, more of it where the burden is high. */
function part(
  of: number,
  [share, slope]: [share: number, slope: number],
  area: DemoArea,
  word: string,
): number {
  const wanted = share + slope * area.burden + 0.15 * share * quickNormal(area.code, word);
  return Math.round(of * Math.min(1, Math.max(0, wanted)));
}

const some = (area: DemoArea, share: number, word: string): number =>
  Math.round(area.inhabitants * share * (0.85 + 0.3 * quickRandom(area.code, word)));

const YEARS = [2022, 2023, 2024];
const overYears = (years: number[], row: (year: number) => Cell[]) => years.map(row);

const overweight: Rows = area =>
  [2022, 2023].flatMap(year =>
    ['5-6', '10-11', '13-14'].map((contact, at) => {
      const measured = some(area, 0.01, `${year}${contact}`);
      const affected = part(measured, [0.14 + 0.03 * at, 0.03], area, `overgewicht${year}${contact}`);
      return [area.code, `${year}/${year + 1}`, contact, measured, affected];
    }),
  );

const youth: Rows = area =>
  overYears([2021, 2023], year => {
    const answered = some(area, 0.018, `monitor${year}`);
    const healthy = part(answered, [0.8, -0.04], area, `gezond${year}`);
    const bullied = part(answered, [0.09, 0.02], area, `gepest${year}`);
    return [area.code, year, answered, healthy, answered, bullied];
  });

const births: Rows = area =>
  overYears(YEARS, year => {
    const born = some(area, 0.0085, `geboren${year}`);
    return [area.code, year, born, part(born, [0.14, 0.015], area, `licht${year}`)];
  });

const schools: Rows = area =>
  overYears([2022, 2023], year => {
    const pupils = some(area, 0.07, `leerlingen${year}`);
    const joined = quickRandom(area.code, 'gbt') < 0.4 + 0.1 * (year - 2022);
    return [area.code, `${year}/${year + 1}`, pupils, joined ? part(pupils, [0.55, 0], area, 'gbt') : 0];
  });

const toddlers: Rows = area =>
  overYears(YEARS, year => {
    const children = some(area, 0.006 + 0.002 * Math.max(0, area.burden), `peuters${year}`);
    return [area.code, year, children, part(children, [0.78, -0.02], area, `vve${year}`)];
  });

const tenants: Rows = area =>
  [3, 4].map(quarter => {
    const homes = some(area, 0.16 + 0.04 * Math.max(-1, area.burden), `huurders${quarter}`);
    return [area.code, `2024-K${quarter}`, homes, part(homes, [0.045, 0.015], area, `achterstand${quarter}`)];
  });

const participants: Rows = area =>
  overYears(YEARS, year => [area.code, year, some(area, 0.006 * (year - 2020), `deelname${year}`)]);

const movers: Rows = area =>
  overYears(YEARS, year => [
    area.code,
    year,
    some(area, 0.07 + 0.01 * Math.max(0, area.burden), `in${year}`),
    some(area, 0.068 + 0.01 * Math.max(0, area.burden), `uit${year}`),
  ]);

const ANSWERS = ['(zeer) tevreden', 'niet tevreden, niet ontevreden', '(zeer) ontevreden'];

const survey: Rows = area => {
  const n = some(area, 0.02, 'peiling');
  const [good, bad] = [0.62 - 0.06 * area.burden, 0.14 + 0.04 * area.burden].map(share =>
    Math.min(0.9, Math.max(0.05, share)),
  ) as [number, number];
  return [good, 1 - good - bad, bad].map((share, at) => [
    area.code,
    2024,
    'Hoe tevreden bent u met uw buurt?',
    ANSWERS[at] ?? '',
    n,
    (100 * share).toFixed(1).replace('.', ','),
  ]);
};

const DELIVERIES: Delivery[] = [
  {
    file: 'ggd-zuid-limburg/overgewicht-jgz.csv',
    level: 'BU',
    heading: ['gebied', 'schooljaar', 'contactmoment', 'gemeten', 'overgewicht'],
    rows: overweight,
  },
  {
    file: 'ggd-zuid-limburg/monitor-jeugd.csv',
    level: 'WK',
    heading: ['gebied', 'jaar', 'EBEGK3S2_geldig', 'EBEGK3S2', 'SBRLK3S34_geldig', 'SBRLK3S34'],
    rows: youth,
    delimiter: '\t',
  },
  {
    file: 'ggd-zuid-limburg/kansrijke-start.csv',
    level: 'GM',
    heading: ['gemeente', 'jaar', 'levend_geboren_eenlingen', 'vroeg_of_licht'],
    rows: births,
  },
  {
    file: 'programmabureau-vie/gbt.csv',
    level: 'WK',
    heading: ['wijk', 'schooljaar', 'leerlingen', 'leerlingen_gbt'],
    rows: schools,
  },
  {
    file: 'programmabureau-vie/deelname.csv',
    level: 'BU',
    heading: ['buurt', 'jaar', 'deelnemers'],
    rows: participants,
    delimiter: ',',
  },
  {
    file: 'gemeenten-parkstad/vve.csv',
    level: 'WK',
    heading: ['wijk', 'jaar', 'doelgroeppeuters', 'met_vve_plaats'],
    rows: toddlers,
  },
  {
    file: 'gemeenten-parkstad/verhuizingen.csv',
    level: 'BU',
    heading: ['buurt', 'jaar', 'gevestigd', 'vertrokken'],
    rows: movers,
  },
  {
    file: 'gemeenten-parkstad/wijkpeiling.csv',
    level: 'WK',
    heading: ['wijk', 'jaar', 'vraag', 'antwoord', 'respondenten', 'percentage'],
    rows: survey,
    encoding: 'latin1',
  },
  {
    file: 'orib/huurachterstand.csv',
    level: 'BU',
    heading: ['buurt', 'kwartaal', 'huurders', 'achterstand_2m'],
    rows: tenants,
  },
];

/** Writes the deliveries of the partners of the demo into an inbox, each in the manner of its sender. */
export async function writeDeliveries({ country }: DemoCountry, inbox: string): Promise<void> {
  const areas = withParts(country).filter(({ gemeente }) => PARKSTAD.includes(gemeente));
  for (const { file, level, heading, rows, delimiter = ';', encoding = 'utf8' } of DELIVERIES) {
    const lines = areas.filter(area => area.code.startsWith(level)).flatMap(rows);
    const text = [heading, ...lines].map(line => line.map(quoted(delimiter)).join(delimiter)).join('\r\n');
    await makeClosed(path.join(inbox, path.dirname(file)));
    await fs.writeFile(path.join(inbox, file), Buffer.from(`${text}\r\n`, encoding));
  }
}

const quoted = (delimiter: string) => (cell: Cell) =>
  String(cell).includes(delimiter) ? `"${cell}"` : String(cell);
