import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../indicators/config.ts';
import { renderError, VieError } from '../../kernel/errors.ts';
import { projectRoot } from '../../kernel/root.ts';
import { errorOf, tempFolder } from '../sources/fixtures.ts';

async function configFile(text: string, name = 'config.yaml', folder?: string): Promise<string> {
  const file = path.join(folder ?? (await tempFolder()), name);
  await fs.writeFile(file, text);
  return file;
}

const refusal = async (text: string): Promise<string> => {
  const file = await configFile(text);
  const error = await errorOf(() => loadConfig(file));
  expect(error).toBeInstanceOf(VieError);
  return error instanceof VieError ? renderError(error) : '';
};

describe('the config', () => {
  test('of the project itself is good', async () => {
    const { config, dataDir } = await loadConfig(path.join(projectRoot(), 'config.yaml'));
    expect(dataDir).toBe(path.join(projectRoot(), 'data'));
    expect(config.area_groups.map(group => group.code)).toContain('RG-PARKSTAD');
  });

  test('takes service addresses from the environment before the file', async () => {
    const file = await configFile('services: {opendata: https://mirror.example/cbs}\n');
    const env = { VIE_OPENDATA_URL: 'http://127.0.0.1:8099/opendata/', VIE_DATADERDEN_URL: '' };
    const { config } = await loadConfig(file, { env });
    expect(config.services.opendata).toBe('http://127.0.0.1:8099/opendata');
    expect(config.services.dataderden).toBe('https://dataderden.cbs.nl');
    expect((await loadConfig(file)).config.services.opendata).toBe('https://mirror.example/cbs');
  });

  test.each([
    'VIE_OPENDATA_URL',
    'VIE_DATADERDEN_URL',
    'VIE_DATASETS_URL',
    'VIE_PDOK_URL',
    'VIE_DOWNLOAD_URL',
    'VIE_LEEFBAAROMETER_URL',
    'VIE_FILES_URL',
  ])('listens to %s', async variable => {
    const file = await configFile('notice: null\n');
    const { config } = await loadConfig(file, { env: { [variable]: 'http://here' } });
    expect(Object.values(config.services)).toContain('http://here');
  });

  test('puts --data before VIE_DATA, and VIE_DATA before the file', async () => {
    const file = await configFile('data: results\n');
    const [given, env] = [await tempFolder(), await tempFolder()];
    const dataOf = async (overrides: Parameters<typeof loadConfig>[1]) =>
      (await loadConfig(file, overrides)).dataDir;
    expect(await dataOf({ data: given, env: { VIE_DATA: env } })).toBe(given);
    expect(await dataOf({ env: { VIE_DATA: env } })).toBe(env);
    expect(await dataOf({})).toBe(path.join(path.dirname(file), 'results'));
  });

  test('takes a folder of files relative to itself, and leaves URLs as they are', async () => {
    const file = await configFile('services: {files: downloads}\n');
    const { config } = await loadConfig(file);
    expect(config.services.files).toBe(`file://${path.join(path.dirname(file), 'downloads')}`);
    const remote = await configFile('services: {files: "https://example.org/csv/"}\n');
    expect((await loadConfig(remote)).config.services.files).toBe('https://example.org/csv');
  });

  test('that is not there is a usage error that says how to give one', async () => {
    const error = await errorOf(() => loadConfig('/nowhere/config.yaml'));
    expect(error).toMatchObject({ code: 'usage', exitCode: 2 });
    expect((error as VieError).hint).toContain('--config');
  });
});

describe('a config that extends another', () => {
  test.each(['base.yaml', '"base.yaml"', "'base.yaml'", 'base.yaml  # the region'])(
    'written as %s holds what that one holds, except what it says itself',
    async written => {
      const folder = await tempFolder();
      await configFile('retention: {releases: 9}\nthresholds: {coverage: 0.8}\n', 'base.yaml', folder);
      const file = await configFile(
        `extends: ${written}\nthresholds: {magnitude_fail: 5}\n`,
        'own.yaml',
        folder,
      );
      const { config } = await loadConfig(file);
      expect(config.retention.releases).toBe(9);
      expect(config.thresholds).toMatchObject({
        coverage: 0.8,
        magnitude_warn: 0.25,
        magnitude_fail: 5,
      });
    },
  );

  test('names the other file when that one is wrong or missing', async () => {
    const folder = await tempFolder();
    await configFile('retention: {releases: 0}\n', 'base.yaml', folder);
    const wrong = await configFile('extends: base.yaml\n', 'a.yaml', folder);
    expect(await errorOf(() => loadConfig(wrong))).toMatchObject({ code: 'declaration' });
    expect(((await errorOf(() => loadConfig(wrong))) as VieError).where.file).toMatch(/base\.yaml$/);
    const missing = await configFile('extends: gone.yaml\n', 'b.yaml', folder);
    expect((await errorOf(() => loadConfig(missing))).message).toMatch(/gone\.yaml/);
  });

  test('itself is refused', async () => {
    const file = await configFile('data: here\nextends: config.yaml\n');
    expect(await errorOf(() => loadConfig(file))).toMatchObject({ code: 'declaration', where: { line: 2 } });
  });
});

describe('a config is refused', () => {
  test.each(['02:00', '02:30', '02:59'])('when it would run at %s, an hour that some days lack', async at => {
    expect(await refusal(`schedule: {at: "${at}"}\n`)).toMatch(/between 02:00 and 03:00/);
  });

  test.each(['24:00', '5:30', 'noon'])('when its time is %s', async at => {
    expect(await refusal(`schedule: {at: "${at}"}\n`)).toMatch(/expected a time such as '05:30'/);
  });

  test('when it names a time zone that does not exist', async () => {
    expect(await refusal('schedule: {timezone: Europe/Heerlen}\n')).toMatch(/unknown time zone/);
  });

  test('when a member of an area group is no area code', async () => {
    const group = 'area_groups:\n  - code: RG-X\n    name_nl: X\n    name_en: X\n    members:\n';
    const text = await refusal(`${group}      - {areas: [0928]}\n`);
    expect(text).toMatch(/area_groups\.0\.members\.0\.areas\.0/);
  });

  test('when it has an unknown key, at its line and column', async () => {
    const text = await refusal('data: data\nhttp:\n  atempts: 3\n');
    expect(text).toMatch(/config\.yaml:3:3/);
    expect(text).toContain("Did you mean 'attempts'?");
  });

  test('when the accepted check gives no real reason', async () => {
    const text = await refusal('checks: {accept: [{check: range, indicator: roken, reason: ok}]}\n');
    expect(text).toMatch(/checks\.accept\.0\.reason/);
  });
});

test('times outside the lost hour are accepted', async () => {
  for (const at of ['01:59', '03:00', '23:59']) {
    const { config } = await loadConfig(await configFile(`schedule: {at: "${at}"}\n`));
    expect(config.schedule.at).toBe(at);
  }
});

describe('the inbox', () => {
  test('stands beside the config, or where VIE_INBOX says', async () => {
    const file = await configFile('notice: null\n');
    const given = await tempFolder();
    expect((await loadConfig(file)).inbox).toBe(path.join(path.dirname(file), 'inbox'));
    expect((await loadConfig(file, { env: { VIE_INBOX: given } })).inbox).toBe(given);
  });

  test.each([
    ['inbox: data/inbox\n', 'within the data folder'],
    ['inbox: data\n', 'the data folder itself'],
    ['data: inbox/data\n', 'around the data folder'],
  ])('is refused where it is %j: %s', async text => {
    expect(await refusal(text)).toMatch(/^error: The inbox .* lie one within the other\.[\s\S]*VIE_INBOX/);
  });
});
