//! What a journey is handed: pages that are watched, a sign-in, checks and screenshots.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expectNoAxe, expectReflow, expectValidHtml, watch } from './checks.mjs';

const SHOTS = join(import.meta.dirname, 'shots');
const PATIENCE_MS = 15_000;
const QUIET_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** Starts Debian's Chromium without a window. */
export function launchBrowser() {
  const executablePath = process.env.BROBYGGER_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args: QUIET_FLAGS });
}

/** Everything one journey uses, for one house (`url`, `accounts`, `api_token`, `mailbox`). */
export class Visit {
  #contexts = [];
  #scriptless = new Set();
  #watched = new Map();

  constructor(browser, house, name) {
    Object.assign(this, { browser, house, name, url: house.url, accounts: house.accounts ?? [], apiToken: house.api_token, mailbox: house.mailbox });
  }

  /** A page in a context of its own, as for a new person; `javaScript: false` for the plain forms. */
  async newPage({ javaScript = true, phone = false } = {}) {
    const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
    const options = { baseURL: this.url, locale: 'da-DK', timezoneId: 'Europe/Copenhagen', viewport, javaScriptEnabled: javaScript };
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    if (!javaScript) this.#scriptless.add(context);
    context.on('page', (page) => this.#watched.set(page, watch(page, this.url)));
    return context.newPage();
  }

  /** The account of the ready line for a role, for example `job_consultant`. */
  account(role) {
    const found = this.accounts.find((account) => account.role === role);
    assert.ok(found, `the ready line names no account for the role ${role}`);
    return found;
  }

  /** Signs in on `/log-ind` with the fields that a password manager would fill. */
  async login(page, account) {
    await page.goto('/log-ind');
    await page.locator('input[autocomplete~="username"]').fill(account.user);
    const password = page.locator('input[autocomplete~="current-password"]');
    await password.fill(account.password);
    await Promise.all([page.waitForURL((url) => url.pathname !== '/log-ind'), password.press('Enter')]);
  }

  expectNoAxe(page) {
    return expectNoAxe(page, { scriptless: this.#scriptless.has(page.context()) });
  }

  expectReflow = expectReflow;

  /** Checks the answer of the page's last navigation byte for byte, not the browser's repaired tree. */
  async expectValidHtml(page) {
    const html = await this.#watched.get(page)?.lastDocument();
    assert.ok(html, `no document was kept for ${page.url()}`);
    await expectValidHtml(html, page.url());
  }

  /** A screenshot of the whole page into `shots/`, wide and as on a phone. */
  async shot(page, name) {
    mkdirSync(SHOTS, { recursive: true });
    const before = page.viewportSize();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(SHOTS, `${this.name}-${name}-${width}.png`), fullPage: true });
    }
    await page.setViewportSize(before);
  }

  /** All checks of a page at once, and its picture. */
  async review(page, name) {
    await this.shot(page, name);
    await this.expectNoAxe(page);
    await this.expectReflow(page);
    await this.expectValidHtml(page);
  }

  /** Fails when any page of the visit called a stranger, broke the CSP or threw. */
  expectQuietPages() {
    assert.deepEqual([...this.#watched.values()].flatMap((seen) => seen.faults), [], 'faults seen while pages were open');
  }

  /** Pictures of what is open when a journey fails. */
  async lastPictures() {
    mkdirSync(SHOTS, { recursive: true });
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.all(pages.map((page, i) => page.screenshot({ path: join(SHOTS, `${this.name}-failed-${i}.png`) }).catch(() => undefined)));
  }

  async close() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}
