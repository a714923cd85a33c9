import { parseDeclaration } from '../../kernel/declare.ts';
import { toVieError, VieError } from '../../kernel/errors.ts';
import type { Inspection } from '../../sources/connector.ts';
import { connectorFor } from '../../sources/connectors/index.ts';
import { editionsOf, sourceSchema } from '../../sources/declaration.ts';
import { HttpClient } from '../../sources/http.ts';
import { expectKnown } from '../known.ts';
import { draftIndicator, type IndicatorWish } from '../new-indicator.ts';
import { draftSource, type SourceWish } from '../new-source.ts';
import type { Invocation } from '../options.ts';
import { openLines, readTemplate, writeNew } from '../scaffold.ts';
import { openSession, print, type Session } from '../session.ts';

/** `vie new indicator <id>`: a declaration that is valid as it is, with what only a person knows still to be written. */
export async function newIndicator({ options, args: [id = ''] }: Invocation<Partial<IndicatorWish>>) {
  const session = await openSession(options);
  const { root } = session.project;
  const { source = '', concept = [], domain = '' } = options;
  const wish = { ...options, id, source, concept, domain };
  const draft = draftIndicator(session.project, wish, await readTemplate(root, 'indicator.yaml'));
  await writeNew(root, draft.file, draft.text);
  return report(session, draft, [
    "'vie check' – do the declarations fit together?",
    `'vie run', then 'vie explain ${id}' – its first figures`,
  ]);
}

/** `vie new source <id>`: asks the service for title, dimensions and columns of the table, when it can be reached. */
export async function newSource({ options, args: [id = ''] }: Invocation<Partial<SourceWish>>) {
  const session = await openSession(options);
  const { project, effects } = session;
  const known = project.sources.map(source => source.value.id);
  if (known.includes(id)) {
    throw new VieError('usage', `Source '${id}' is declared already, in sources/${id}.yaml.`, {
      hint: 'Choose another id, or add an edition to that file.',
    });
  }
  const { connector, service } = sourceSchema.shape;
  const chosen = { connector: options.connector ?? 'cbs-odata-v3', service: options.service ?? 'opendata' };
  expectKnown('connector', chosen.connector, [...connector.options]);
  expectKnown('service', chosen.service, [...service.options]);
  const { table = '' } = options;
  const wish: SourceWish = { ...options, ...chosen, id, table, thisYear: effects.now().getFullYear() };
  const template = await readTemplate(project.root, 'source.yaml');
  const plain = draftSource(wish, undefined, template);
  const { inspection, because } = await inspect(session, plain);
  const draft = { file: `sources/${id}.yaml`, text: draftSource(wish, inspection, template) };
  await writeNew(project.root, draft.file, draft.text);
  const said = because
    ? [
        `the service did not answer (${because}): fill in year, dimensions and topics by hand, or remove the file and try again`,
      ]
    : [];
  return report(session, draft, [
    ...said,
    'keep the topics that you need, under names of your own',
    `'vie doctor ${id}' – is everything at the service as declared?`,
    `'vie try ${id}' – the first rows`,
    `'vie new indicator <id> --source ${id} --concept <topic> --domain <domain>'`,
  ]);
}

/** What the service says of the table; nothing when it does not answer. Throws when it says that there is none. */
async function inspect(
  { project, effects }: Session,
  plain: string,
): Promise<{ inspection?: Inspection; because?: string }> {
  const { config } = project.loaded;
  const [edition] = editionsOf(parseDeclaration(plain, sourceSchema, 'new source'), config);
  const connector = edition && connectorFor(edition.connector, config.services);
  if (!edition || !connector?.inspect) return {};
  try {
    const http = new HttpClient({ ...config.http, attempts: Math.min(2, config.http.attempts) }, effects);
    return { inspection: await connector.inspect(edition, http) };
  } catch (thrown) {
    const error = toVieError(thrown);
    if (error.status !== 404 && error.code === 'source') return { because: error.message.replace(/\.$/, '') };
    throw error;
  }
}

function report(session: Session, { file, text }: { file: string; text: string }, next: string[]): number {
  const lines = openLines(text);
  print(session, { file, to_fill_in: lines, next }, () => [
    `Wrote ${file}. Next:`,
    ...(lines.length ? [`fill in what says NOG INVULLEN (line ${lines.join(', ')})`, ...next] : next).map(
      (step, at) => `  ${at + 1}. ${step}`,
    ),
  ]);
  return 0;
}
