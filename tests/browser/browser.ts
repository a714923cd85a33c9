import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../kernel/root.ts';
import { forLaterFiles, onFileEnd } from '../support/clean-up.ts';

/** Where Debian puts it, or where the environment says that it is. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

let started: Promise<Browser> | undefined;

/** The browser of this worker. */
const browser = (): Promise<Browser> => {
  started ??= forLaterFiles(async () => {
    if (!fs.existsSync(CHROMIUM))
      throw new Error(
        `There is no Chromium at ${CHROMIUM}, which the tests of what people look at need. Install it (Debian: apt-get install chromium), or say where it is: CHROMIUM=/path/to/chromium npm run test:browser`,
      );
    return chromium.launch({
      executablePath: CHROMIUM,
      // Root has no sandbox of its own, and containers have little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    });
  });
  return started;
};

export interface Visit {
  page: Page;
  /** What went wrong on any page: errors of scripts, messages on the console, and every request outside the folder. */
  complaints: string[];
}

type Options = NonNullable<Parameters<Browser['newContext']>[0]>;

/** A window without network, closed when the tests of the file are done. */
export async function visit(options: Options = {}): Promise<Visit> {
  const context = await (await browser()).newContext({ offline: true, acceptDownloads: true, ...options });
  onFileEnd(() => context.close());
  await context.addInitScript({ path: path.join(projectRoot(), 'tests/browser/in-page.js') });
  const complaints: string[] = [];
  await watch(context, complaints);
  return { page: await context.newPage(), complaints };
}

async function watch(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', error => complaints.push(`error: ${error.error().message}`));
  context.on('requestfailed', request => complaints.push(`not loaded: ${request.url()}`));
  await context.route(/^(?!file:|blob:|data:)/, route => {
    complaints.push(`asks the network for ${route.request().url()}`);
    return route.abort();
  });
}

/** Opens a page of a site in a folder, from the disk and anew. */
export async function open({ page, complaints }: Visit, folder: string, name: string): Promise<Page> {
  await page.goto('about:blank');
  complaints.length = 0;
  await page.goto(`${pathToFileURL(folder)}/${name}`);
  return page;
}

/** Asks something of `in-page.js`, such as `small()`. */
export const look = <T>(page: Page, question: string): Promise<T> => page.evaluate<T>(`looking.${question}`);
