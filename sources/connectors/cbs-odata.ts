import type { ServiceName } from '../../indicators/config.ts';
import { VieError } from '../../kernel/errors.ts';
import {
  type Connector,
  type InspectingConnector,
  type Platform,
  platformOf,
  type Revision,
} from '../connector.ts';
import type { Edition } from '../declaration.ts';
import type { HttpClient } from '../http.ts';
import { cbsOdataV3 } from './cbs-odata-v3.ts';
import { cbsOdataV4 } from './cbs-odata-v4.ts';
import { statlineCsv } from './statline-csv.ts';

/** The services at which the same tables of CBS are published; other services have tables of their own. */
const SERVICES: Record<Platform, ServiceName> = { v3: 'opendata', v4: 'datasets' };
const OTHER: Record<Platform, Platform> = { v3: 'v4', v4: 'v3' };

/**
 * Tables of CBS at the platform that the declaration names; where it does not have the table, or announces no rows,
 * at the other one; where neither has it and a `file` is declared, from the CSV file that somebody saved. A platform that fails is no reason to change: figures would come and go with its disturbances.
 */
export const cbsOdata =
  (own: Platform) =>
  (services: Record<string, string>): Connector => {
    const connectors = { v3: cbsOdataV3(services), v4: cbsOdataV4(services), file: savedFile(services) };
    const probe: Connector['probe'] = (edition, http) =>
      edition.service === SERVICES[own] ? locate(edition, own, http) : connectors[own].probe(edition, http);

    const locate = async (edition: Edition, platform: Platform, http: HttpClient): Promise<Revision> => {
      const first = await find(edition, platform, http);
      if (first?.rows) return explained(edition, platform, first);
      const second = await find(edition, OTHER[platform], http);
      if (second?.rows) return explained(edition, platform, second);
      if (!first && !second && edition.file !== undefined) return saved(edition);
      throw nowhere(edition, { first, second }, [SERVICES[platform], SERVICES[OTHER[platform]]]);
    };

    const saved = ({ table, file, source }: Edition): Revision => {
      const because = `neither opendata nor datasets has table '${table}'; taken from the saved file ${file}`;
      return {
        modified: '',
        title: source.title,
        origin: { platform: 'file', service: 'files', table, because },
      };
    };

    /** The table under any spelling of its id; nothing when the platform does not have it. */
    const find = async (
      edition: Edition,
      platform: Platform,
      http: HttpClient,
    ): Promise<Revision | undefined> => {
      const service = SERVICES[platform];
      for (const table of spellings(edition.table, platform)) {
        try {
          const revision = await connectors[platform].probe({ ...edition, service, table }, http);
          return { ...revision, origin: { platform, service, table } };
        } catch (error) {
          if (!(error instanceof VieError && error.status === 404)) throw error;
        }
      }
      return undefined;
    };

    const placed = (edition: Edition, { origin }: Revision) => ({
      connector: connectors[origin?.platform ?? own],
      at: { ...edition, service: origin?.service ?? edition.service, table: origin?.table ?? edition.table },
    });

    return {
      immutable: false,
      probe,
      download: (edition, into) => {
        const { connector, at } = placed(edition, into.revision);
        return connector.download(at, into);
      },
      describe: (edition, snapshot) => connectors[platformOf(snapshot)].describe(edition, snapshot),
      preview: async (edition, http) => {
        const revision = await probe(edition, http);
        const { connector, at } = placed(edition, revision);
        return { ...(await connector.preview(at, http)), revision };
      },
      inspect: async (edition, http) => {
        const revision = await probe(edition, http);
        const { connector, at } = placed(edition, revision);
        return { ...(await connector.inspect(at, http)), revision };
      },
    };
  };

/** The newer service tells upper from lower case, and has ids of both kinds. */
function spellings(table: string, platform: Platform): string[] {
  if (platform === 'v3') return [table];
  const suffix = /[A-Za-z]*$/.exec(table)?.[0] ?? '';
  const stem = table.slice(0, table.length - suffix.length);
  return [...new Set([table, stem + suffix.toLowerCase(), stem + suffix.toUpperCase()])];
}

/** Says why a table is taken from elsewhere than declared, when it is. */
function explained(edition: Edition, declared: Platform, chosen: Revision): Revision {
  const { origin } = chosen;
  if (!origin || (origin.platform === declared && origin.table === edition.table)) return chosen;
  const because = `${SERVICES[declared]} has no table '${edition.table}' with rows; taken from ${origin.service} as '${origin.table}'`;
  return { ...chosen, origin: { ...origin, because } };
}

/** The file that stands in for a table that no service has; says so where nobody saved it. */
function savedFile(services: Record<string, string>): InspectingConnector {
  const files = statlineCsv(services);
  const missing =
    ({ table, file }: Edition) =>
    (error: unknown): never => {
      if (!(error instanceof VieError && error.status === 404)) throw error;
      const message = `Table '${table}' is at neither service of CBS, and not saved as '${file}' either.`;
      throw new VieError('source', message, { where: error.where, status: 404, hint: error.hint ?? '' });
    };
  return {
    ...files,
    download: (edition, into) => files.download(edition, into).catch(missing(edition)),
    preview: (edition, http) => files.preview(edition, http).catch(missing(edition)),
    inspect: (edition, http) => files.inspect(edition, http).catch(missing(edition)),
  };
}

function nowhere(
  edition: Edition,
  { first, second }: { first: Revision | undefined; second: Revision | undefined },
  services: ServiceName[],
): VieError {
  const where = { table: edition.table };
  const [own, other] = services.map(name => `'${name}'`);
  if (first || second) {
    return new VieError(
      'source',
      `Table '${edition.table}' has no rows: ${own} ${first ? 'announces none' : 'does not have it'}, ${other} ${second ? 'announces none' : 'does not have it'}.`,
      {
        where,
        hint: 'The table is being re-released; the snapshot before it stays in use. Run again later.',
      },
    );
  }
  return new VieError(
    'source',
    `Table '${edition.table}' does not exist at the service ${own}, nor at ${other}, in upper or lower case.`,
    {
      where,
      status: 404,
      hint: `Check the table id in sources/${edition.source.id}.yaml (edition ${edition.id}) against the catalogue, and the service: tables of RIVM, GGD'en and Politie are at dataderden.`,
    },
  );
}
