import fs from 'node:fs/promises';
import path from 'node:path';
import { AREA_PREFIXES } from '../../indicators/areas.ts';
import { makeClosed } from '../../kernel/files.ts';
import { columnsOf, type PartnerContract } from '../partners/declaration.ts';
import { type DemoArea, type DemoCountry, withParts } from './areas.ts';
import type { Delivered, DemoDeclaration, DemoDelivery } from './declaration.ts';
import { type Effect, effectOf } from './planted.ts';
import { normalOf, randomOf } from './random.ts';

interface Delivering {
  contracts: PartnerContract[];
  demo: DemoDeclaration;
  country: DemoCountry;
}

/** Writes the deliveries of the partners of the demo into an inbox, each in the manner of its sender. */
export async function writeDeliveries(
  { contracts, demo, country }: Delivering,
  inbox: string,
): Promise<void> {
  const { gemeenten, contracts: declared } = demo.deliveries;
  const areas = withParts(country.country).filter(({ gemeente }) => gemeenten.includes(gemeente));
  for (const contract of contracts) {
    const delivery = declared[contract.id];
    if (!delivery) continue;
    const isOf = ({ code }: DemoArea) => AREA_PREFIXES[code.slice(0, 2)] === contract.area.levels[0];
    const lines = areas.filter(isOf).flatMap(area => rowsOf(area, { contract, delivery, demo }));
    const heading = columnsOf(contract).map(({ column }) => column);
    const file = path.join(inbox, contract.partner, delivery.file);
    await makeClosed(path.dirname(file));
    const { delimiter, encoding } = delivery;
    const quoted = (cell: string | number) => (String(cell).includes(delimiter) ? `"${cell}"` : String(cell));
    const text = [heading, ...lines].map(line => line.map(quoted).join(delimiter)).join('\r\n');
    await fs.writeFile(file, Buffer.from(`${text}\r\n`, encoding));
  }
}

type Row = (string | number)[];

interface Given {
  contract: PartnerContract;
  delivery: DemoDelivery;
  demo: DemoDeclaration;
}

function rowsOf(area: DemoArea, { contract, delivery, demo }: Given): Row[] {
  const { periods, counts, survey } = delivery;
  const ages = contract.age_group ? Object.keys(contract.age_group.keys) : [''];
  const [first = ''] = Object.keys(periods);
  return Object.entries(periods).flatMap(([word, period]) => {
    if (survey) return answersOf(area, survey).map(row => [area.code, period, ...row]);
    return ages.map((age, at) => {
      const drawn: Record<string, number> = {};
      for (const [concept, { of }] of Object.entries(contract.counts ?? {})) {
        const total = of === undefined ? undefined : drawn[of];
        const moment = { words: `${word}${age}`, years: Number(word) - Number(first), age: at };
        const effect = effectOf(demo.planted, contract.id, concept);
        const { here, figure } = planted(area, counts[concept], { effect, year: Number(period.slice(0, 4)) });
        drawn[concept] = effect.count(area) ?? (figure ? countOf(here, { figure, total }, moment) : 0);
      }
      return [area.code, period, ...(age ? [age] : []), ...Object.values(drawn)];
    });
  });
}

/** The area and what is delivered of it, as they are with what is planted. */
function planted(area: DemoArea, figure: Delivered | undefined, by: { effect: Effect; year: number }) {
  const { effect, year } = by;
  return {
    here: { ...area, burden: area.burden + effect.burden(area, year) },
    figure: figure && { ...figure, share: figure.share * effect.factor(area, year) },
  };
}

interface Moment {
  words: string;
  /** Since the first period. */
  years: number;
  /** Place among the ages. */
  age: number;
}

/** A part of another count, as a sample would give it, or of the inhabitants; more of it where the burden is high. */
function countOf(
  area: DemoArea,
  { figure, total }: { figure: Delivered; total: number | undefined },
  { words, years, age }: Moment,
): number {
  const { slope, least, draw, joined } = figure;
  const share = figure.share + figure.per_year * years + figure.per_age * age;
  if (total === undefined) {
    const part = share + slope * Math.max(least, area.burden);
    return Math.round(area.inhabitants * part * (0.85 + 0.3 * randomOf(area.code, `${draw}${words}`)));
  }
  if (joined && randomOf(area.code, draw) >= joined.share + joined.per_year * years) return 0;
  const part = Math.min(0.99, Math.max(0.005, share + slope * area.burden));
  const chance =
    normalOf(area.code, joined ? draw : `${draw}${words}`) * Math.sqrt(total * part * (1 - part));
  return Math.min(total, Math.max(0, Math.round(total * part + chance)));
}

/** A row per answer: how many answered, and how many of them so. */
function answersOf(area: DemoArea, survey: NonNullable<DemoDelivery['survey']>): Row[] {
  const n = countOf(area, { figure: survey.n, total: undefined }, { words: '', years: 0, age: 0 });
  const shareOf = ({ share, slope }: typeof survey.first) =>
    Math.min(0.9, Math.max(0.05, share + slope * area.burden));
  const [first, last] = [shareOf(survey.first), shareOf(survey.last)];
  return [first, 1 - first - last, last].map((share, at) => [
    survey.question,
    survey.answers[at] ?? '',
    n,
    (100 * share).toFixed(1).replace('.', ','),
  ]);
}
