import fs from 'node:fs/promises';
import path from 'node:path';
import { id as idForm } from '../../indicators/words.ts';
import { parseDeclaration, readDeclaration } from '../../kernel/declare.ts';
import { VieError } from '../../kernel/errors.ts';
import { exists } from '../../kernel/files.ts';
import { partnerSchema } from '../../sources/partners/declaration.ts';
import { deliveryTemplate } from '../delivery-template.ts';
import type { Invocation } from '../options.ts';
import { fill, openLines, readTemplate, writeNew } from '../scaffold.ts';
import { openSession, print } from '../session.ts';

interface Own {
  partner?: string;
  out?: string;
}

/** `vie new partner <id>`: a contract when there is none, and what the partner needs to deliver. */
export async function newPartner({ options, args: [id = ''] }: Invocation<Own>): Promise<number> {
  const session = await openSession(options);
  const { root } = session.project;
  const file = `sources/partners/${id}.yaml`;
  const isThere = await exists(path.join(root, file));
  if (!isThere) await draft(root, file, { id, partner: options.partner ?? id, now: session.effects.now() });
  const { value } = await readDeclaration(path.join(root, file), partnerSchema, root);
  const lines = openLines(await fs.readFile(path.join(root, file), 'utf8'));
  const folder = path.resolve(options.out ?? path.join('levering', id));
  await fs.mkdir(folder, { recursive: true });
  const files = deliveryTemplate(value, await readTemplate(root, 'instructie.md'));
  for (const [name, text] of Object.entries(files)) await fs.writeFile(path.join(folder, name), text);
  const next = [
    ...(lines.length
      ? [`fill in what says NOG INVULLEN in ${file} (line ${lines.join(', ')}), then once more`]
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

async function draft(
  root: string,
  file: string,
  { id, partner, now }: { id: string; partner: string; now: Date },
) {
  if (!idForm.safeParse(id).success) {
    throw new VieError('usage', `'${id}' is no id.`, { hint: 'Write it in lower-case-with-dashes.' });
  }
  const text = fill(await readTemplate(root, 'partner.yaml'), {
    id,
    partner,
    vintage: now.getFullYear() - 1,
  });
  parseDeclaration(text, partnerSchema, file);
  await writeNew(root, file, text);
}
