import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { toVieError, VieError } from '../kernel/errors.ts';
import { exists } from '../kernel/files.ts';

interface PrintJob {
  /** HTML file. */
  page: string;
  /** PDF to be written. */
  file: string;
}

/** Where Debian, Ubuntu, Fedora and macOS put it. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that CHROMIUM names, or the first that is installed. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const asked = env['CHROMIUM'];
  for (const file of asked ? [asked] : BROWSERS) if (await exists(file)) return file;
  throw new VieError('usage', asked ? `CHROMIUM names no file: ${asked}.` : 'No Chromium is installed.', {
    hint: 'Install it (Debian: apt-get install chromium), or set CHROMIUM to where it is. The pages themselves can be printed from any browser.',
  });
}

/** Elsewhere they lead nowhere, and they tell the folders of this machine. */
const WITHOUT_LINKS_TO_FILES =
  "for (const link of document.querySelectorAll('a[href]:not([href^=\"#\"])')) if (link.protocol === 'file:') link.removeAttribute('href')";

/** Prints pages as tagged PDFs with page numbers; without network. Whoever is root has no sandbox to run them in. */
export async function printPages(jobs: readonly PrintJob[], signal?: AbortSignal): Promise<void> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium
    .launch({
      executablePath: await findBrowser(),
      chromiumSandbox: process.getuid?.() !== 0,
      // The command line itself hears when it is to stop.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    })
    .catch(error => {
      throw toVieError(error);
    });
  try {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const page = await context.newPage();
    for (const job of jobs) {
      signal?.throwIfAborted();
      await page.goto(pathToFileURL(path.resolve(job.page)).href);
      await page.evaluate(WITHOUT_LINKS_TO_FILES);
      const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true, preferCSSPageSize: true });
      await fs.writeFile(job.file, pdf);
    }
  } finally {
    await browser.close();
  }
}
