import fs from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { configFile, copyProject, reducedProject, tempFolder, vie } from '../support/pipeline.ts';
import { emptyData, HELD_SINCE, whileHeld } from './holder.ts';

let root: string;
let nothing: string;
beforeAll(async () => {
  root = await reducedProject();
  nothing = await tempFolder('data');
});

const at = (data: string, ...args: string[]) => vie([...args, '--data', data], { root });

describe('asking for help', () => {
  test('lists the verbs, and is no error', async () => {
    const ended = await vie(['--help']);
    expect(ended.code).toBe(0);
    const verbs =
      'plan run try doctor new status diff baseline explain check rebuild publish schedule schema';
    for (const verb of verbs.split(' ')) expect(ended.stdout).toContain(verb);
  });

  test('of one verb shows its options', async () => {
    const { code, stdout } = await vie(['run', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--offline');
  });
});

describe('a command line that is not right ends with 2', () => {
  test.each([
    ['an unknown verb', ['rum'], /unknown command 'rum'/],
    ['an unknown option', ['run', '--ofline'], /unknown option '--ofline'.*\n?.*--offline/],
    ['an argument that is missing', ['explain'], /missing required argument 'indicator'/],
    ['an empty name in a list', ['run', '--source', 'kwb,'], /names separated by commas/],
    ['options that exclude each other', ['run', '--offline', '--refresh'], /exclude each other/],
    [
      'an unknown indicator',
      ['run', '--indicator', 'woz-waarden'],
      /no indicator 'woz-waarden'[\s\S]*Did you mean 'woz-waarde'/,
    ],
    ['an unknown source', ['run', '--source', 'kwbb'], /no source 'kwbb'[\s\S]*Did you mean 'kwb'/],
    ['an unknown indicator to explain', ['explain', 'inwoner'], /Did you mean 'inwoners'/],
    ['a source to try that is not there', ['try', 'cbs'], /no source 'cbs'[\s\S]*Known: /],
    ['an unknown edition', ['try', 'kwb', '--edition', '2023'], /no edition '2023'/],
    ['a config that is not there', ['status', '--config', 'nowhere.yaml'], /no config file/],
    ['a release that is not there', ['publish', 'r1'], /no release r1/],
    ['releases to compare that are not there', ['diff'], /not two releases to compare/],
  ])('%s', async (_, args, message) => {
    const ended = await at(nothing, ...args);
    expect(ended, ended.stderr).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('a declaration that is not right ends with 65, with its place and what to do', () => {
  const spoiled = async (file: string, change: (text: string) => string) => {
    const copy = await copyProject();
    const target = path.join(copy, file);
    await fs.writeFile(target, change(await fs.readFile(target, 'utf8')));
    return vie(['check'], { root: copy });
  };

  test('an unknown key', async () => {
    const ended = await spoiled('sources/kwb.yaml', text => text.replace('contract:', 'contrakt:'));
    expect(ended.code).toBe(65);
    expect(ended.stderr).toMatch(
      /Unknown key 'contrakt'[\s\S]*sources\/kwb\.yaml:12:1[\s\S]*Did you mean 'contract'/,
    );
  });

  test('a concept that the source does not have', async () => {
    const ended = await spoiled('indicators/wonen/woz-waarde.yaml', text =>
      text.replace('value: woz_waarde', 'value: woz_warde'),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toMatch(
      /'woz_warde' is not among the topics of source 'kwb'[\s\S]*woz-waarde\.yaml:\d+:1[\s\S]*'woz_waarde'/,
    );
  });

  test('an indicator of a goal that is not declared', async () => {
    const ended = await spoiled('indicators/goals/novi.yaml', text =>
      text.replace('vertrouwen-toekomst-jongvolwassenen', 'vertrouwen-toekomst'),
    );
    expect(ended.code).toBe(65);
    expect(ended.stderr).toMatch(
      /'vertrouwen-toekomst' is not declared[\s\S]*novi\.yaml:\d+:\d+[\s\S]*Did you mean/,
    );
  });

  test('an unknown key in the config, and a source it speaks of that is not declared', async () => {
    const key = await vie(['check', '--config', await configFile('treshold: 1\n')]);
    expect(key.code).toBe(65);
    expect(key.stderr).toMatch(/Unknown key 'treshold'[\s\S]*config\.yaml:2:1[\s\S]*'thresholds'/);
    const source = await vie(['check', '--config', await configFile('sources: {kwbb: {enabled: false}}\n')]);
    expect(source.code).toBe(65);
    expect(source.stderr).toMatch(
      /Source 'kwbb' is not declared[\s\S]*config\.yaml:2:11[\s\S]*Did you mean 'kwb'/,
    );
    const only = await vie(['check', '--config', await configFile('only: [kwb/2020, kwb/2042]\n')]);
    expect(only.code).toBe(65);
    expect(only.stderr).toMatch(/'kwb\/2042' is not declared[\s\S]*config\.yaml:2:18[\s\S]*Did you mean/);
  });

  test('an id that is not the name of its file', async () => {
    const ended = await spoiled('sources/kwb.yaml', text => text.replace('id: kwb', 'id: kwb-2'));
    expect(ended.code).toBe(65);
    expect(ended.stderr).toContain("The id is 'kwb-2', the file is called 'kwb.yaml'.");
  });
});

describe('a data folder', () => {
  test('without snapshots cannot be worked on offline: 69, and what to do', async () => {
    const ended = await at(await tempFolder('data'), 'run', '--offline');
    expect(ended.code).toBe(69);
    expect(ended.stderr).toMatch(/no snapshot yet of .*kwb\/2024[\s\S]*vie run/);
  });

  test('that is a file cannot be made: 73, with its path and what to do', async () => {
    const file = path.join(await tempFolder('data'), 'file');
    await fs.writeFile(file, '');
    for (const more of [[], ['--demo']]) {
      const ended = await at(file, 'run', '--offline', ...more);
      expect(ended.code, ended.stderr).toBe(73);
      expect(ended.stderr).toContain(file);
      expect(ended.stderr).toContain('--data DIR');
    }
  });

  test('in which another run writes is left alone: 75, with who it is', async () => {
    const folders = await emptyData();
    await whileHeld(folders, async holder => {
      for (const args of [['run', '--offline'], ['rebuild'], ['publish', 'r1']]) {
        const ended = await at(folders.data, ...args);
        expect(ended.code, ended.stderr).toBe(75);
        expect(ended.stderr).toContain(`process ${holder.pid}`);
        expect(ended.stderr).toContain(HELD_SINCE);
      }
      // Those who only read are not held up.
      for (const verb of ['status', 'check']) expect((await at(folders.data, verb)).code).toBe(0);
    });
  });

  test('is not made by asking for its state', async () => {
    const folder = path.join(await tempFolder('data'), 'new');
    const ended = await at(folder, 'status', '--json');
    expect(JSON.parse(ended.stdout)).toMatchObject({ latest: null, last_run: null });
    await expect(fs.stat(folder)).rejects.toThrow(/ENOENT/);
  });
});
