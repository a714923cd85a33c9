import fs from 'node:fs/promises';
import path from 'node:path';
import { id as idForm } from '../../indicators/words.ts';
import { parseDeclaration, readDeclaration } from '../../kernel/declare.ts';
import { VieError } from '../../kernel/errors.ts';
import { exists } from '../../kernel/files.ts';
import { type PartnerContract, partnerSchema } from '../../sources/partners/declaration.ts';
import { newestPeriod, PERIOD_EXAMPLES, readPeriod } from '../../sources/partners/periods.ts';
import type { KnownAreas } from '../../sources/partners/verdict.ts';
import { SnapshotStore } from '../../sources/snapshot.ts';
import { deliveryTemplate } from '../delivery-template.ts';
import { guideOf, knownAreasOf } from '../known-areas.ts';
import type { Invocation } from '../options.ts';
import { fill, openLines, readTemplate, TO_FILL_IN, writeNew } from '../scaffold.ts';
import { openSession, print } from '../session.ts';

interface Own {
  partner?: string;
  out?: string;
  period?: string;
}

/** `vie new partner <id>`: a contract when there is none, and what the partner needs to deliver. */
export async function newPartner({ options, args: [id = ''] }: Invocation<Own>): Promise<number> {
  const session = await openSession(options);
  const { project, effects } = session;
  const { root, loaded } = project;
  const file = `sources/partners/${id}.yaml`;
  const isThere = await exists(path.join(root, file));
  const areas = knownAreasOf(project.editions, new SnapshotStore(loaded.dataDir), loaded.config);
  if (!isThere)
    await draft(root, file, {
      id,
      partner: options.partner ?? id,
      vintage: await newest(areas, effects.now()),
    });
  const { value } = await readDeclaration(path.join(root, file), partnerSchema, root);
  const known = await areas(value.area.vintage);
  const files = await deliveryTemplate({
    contract: value,
    period: periodOf(value, options.period, effects.now()),
    known,
    guide: guideOf(project),
    instruction: await readTemplate(root, 'instructie.md'),
    handover: loaded.config.handover,
  });
  const folder = path.resolve(options.out ?? path.join('levering', id));
  await fs.mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await fs.writeFile(path.join(folder, name), content);
  const lines = openLines(await fs.readFile(path.join(root, file), 'utf8'));
  const next = [
    ...(lines.length
      ? [`fill in what says ${TO_FILL_IN} in ${file} (line ${lines.join(', ')}), then once more`]
      : []),
    ...(known
      ? []
      : [`the areas of ${value.area.vintage} are not known here: 'vie run' first, then once more`]),
    ...(lines.length === 0 && openLines(String(files['instructie.md'])).length
      ? [
          `say what says ${TO_FILL_IN} in instructie.md: it names the key of ${file} or config.yaml; then once more`,
        ]
      : []),
    `send the partner what is in ${folder}`,
    `'vie try ${value.partner} FILE' – would a delivery be accepted?`,
  ];
  print(
    session,
    { file, wrote: !isThere, folder, files: Object.keys(files), to_fill_in: lines, next },
    () => [
      isThere ? `${file} is there; template and instruction follow it.` : `Wrote ${file}.`,
      `Wrote ${Object.keys(files).join(', ')} in ${folder}. Next:`,
      ...next.map((step, at) => `  ${at + 1}. ${step}`),
    ],
  );
  return 0;
}

/** The newest classification whose areas are known here, or else that of last year. */
async function newest(areas: KnownAreas, now: Date): Promise<number> {
  const year = now.getUTCFullYear();
  for (let vintage = year; vintage > year - 4; vintage--) if (await areas(vintage)) return vintage;
  return year - 1;
}

function periodOf({ period: { form } }: PartnerContract, given: string | undefined, now: Date): string {
  const period = given ?? newestPeriod(form, now);
  if (readPeriod(period, form)) return period;
  throw new VieError('usage', `'${period}' is no period of the form '${form}'.`, {
    hint: `Write it as ${PERIOD_EXAMPLES[form]}.`,
  });
}

async function draft(
  root: string,
  file: string,
  values: { id: string; partner: string; vintage: number },
): Promise<void> {
  if (!idForm.safeParse(values.id).success) {
    throw new VieError('usage', `'${values.id}' is no id.`, { hint: 'Write it in lower-case-with-dashes.' });
  }
  const text = fill(await readTemplate(root, 'partner.yaml'), values);
  parseDeclaration(text, partnerSchema, file);
  await writeNew(root, file, text);
}
