//! Every page of the house, found by its declaration, in both languages: axe finds nothing, and 320 px are wide enough.

import assert from 'node:assert/strict';
import { isOf, pageRoutes } from '../routes.mjs';
import { answerLink, confirmOpen, findReserveConfirm, mailedCode, press } from '../steps.mjs';

export const title = 'every page of consultants, portal, public and administration, in Danish and English: axe and 320 px';
export const freshHouse = true;

const KARIM = 'vi.karim@nordhavn-lager.example';
/** Fewest pages, so that an empty list is no success. */
const FEWEST = 40;
const MOST_LOOKED_AT = 80;
/** Begun from a company's or a workplace's page, which the address names. */
const BEGUN_ELSEWHERE = ['/konsulent/pladser/ny', '/konsulent/aftaler/ny', '/konsulent/kalender'];
/** Not reached by this walk: they need an employees' representative, a place that asks for an attest, a change of many. */
const NOT_REACHED = ['/medarbejder/{token}', '/konsulent/forloeb/{id}/attester', '/konsulent/virksomheder/flere/{bulk}'];
/** Only there where no mail server is set; every house of the browser tests has one. */
const ABSENT_HERE = [/^\/demo\/post/];

export default async function (visit) {
  const routes = pageRoutes().filter((route) => !ABSENT_HERE.some((absent) => absent.test(route)));
  assert.ok(routes.length >= FEWEST, `${routes.length} pages are declared`);
  const found = new Map();
  const people = await everybody(visit);
  for (const person of people) await explore(person, routes, found);
  const faults = [];
  for (const [route, { page, url }] of found) await look(visit, page, route, url, faults);
  const missing = routes.filter((route) => !found.has(route) && !NOT_REACHED.includes(route));
  const told = [...missing.map((route) => `${route}: no address was found`), ...faults];
  assert.equal(told.length, 0, told.join('\n'));
}

/** Who has keys: a stranger, two kinds of consultants, one with a placement under way, an administrator, a company. */
async function everybody(visit) {
  const desk = await visit.newPage();
  const { citizen } = await findReserveConfirm(visit, desk);
  await desk.goto('/konsulent/forloeb');
  await Promise.all([desk.waitForNavigation(), desk.locator('main table a').first().click()]);
  await confirmOpen(desk);
  const { link } = await answerLink(visit.mailbox, KARIM);
  const chosen = await desk.goto(`/konsulent/borgere/${citizen}/match`).then(() => desk.locator('input[name="plads"]').evaluateAll((all) => all.map((one) => one.value)));
  const compared = `/konsulent/borgere/${citizen}/match/sammenlign?plads=${chosen[0]}&plads=${chosen[1]}`;
  const proposal = `/konsulent/forloeb/ny?borger=${citizen}&plads=${chosen[0]}`;
  const administrator = await visit.newPage();
  await visit.login(administrator, visit.account('administrator'));
  const edition = await makeEdition(administrator);
  const canvasser = await visit.newPage();
  await visit.login(canvasser, visit.account('company_consultant'));
  const draft = await makeAgreement(canvasser);
  const relations = await makeRelations(canvasser);
  const stranger = await visit.newPage();
  const renewal = await passwordLetter(visit, stranger);
  const asked = await slotQuestion(visit);
  const company = await visit.newPage({ phone: true });
  await company.goto('/virksomhed/log-ind');
  await company.locator('#email').fill(KARIM);
  await press(company, /^Send mig en kode/);
  await company.locator('#kode').fill(await mailedCode(visit.mailbox, KARIM));
  await press(company, /^Log ind/);
  return [
    { page: stranger, within: [/^\/(log-ind|glemt|ny-adgangskode|was)?$/, /^\/(glemt|ny-adg|was|log-ind)/, /^\/virksomhed\/(log-ind|forslag\/|pladser\/.|ring-op\/.)/, /^\/tilbyd/, /^\/$/], starts: [path(link), path(renewal), asked, `${asked}/ugemail`, asked.replace('/pladser/', '/ring-op/')] },
    { page: canvasser, within: [/^\/konsulent\/(virksomheder|pladser|kampagner|aftaler)/], starts: ['/konsulent/virksomheder?q=Nordhavn%20Lager', draft, ...relations] },
    { page: desk, within: [/^\/konsulent\/(?!virksomheder|pladser|kampagner|aftaler|regler)/], starts: [compared, proposal, `/konsulent/kalender?virksomhed=${relations[0].split('/').pop()}`] },
    { page: administrator, within: [/^\/administration\//, /^\/konsulent\/regler/], starts: [edition] },
    { page: company, within: [/^\/virksomhed(?!\/log-ind|\/forslag\/)/], starts: [] },
  ];
}

/** The demo's companies have places without an agreement yet, so one is made by the form. */
async function makeAgreement(page) {
  await page.goto('/konsulent/virksomheder?q=Nordhavn%20Lager');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  const company = path(page.url()).split('/').pop();
  await page.goto(`/konsulent/aftaler/ny?virksomhed=${company}`);
  await page.locator('#number').fill('2026-17');
  await page.locator('input[name="kind"]').first().check({ force: true });
  await page.locator('#line_0_title').fill('Lagermedarbejder');
  await page.locator('#line_0_seats').fill('2');
  await press(page, /^Gem kladden/);
  await page.locator('#reason').fill('Ingen repræsentant valgt');
  await press(page, /^Send til virksomheden/);
  await page.goto(`/konsulent/aftaler/ny?virksomhed=${company}`);
  await page.locator('#number').fill('2026-18');
  await page.locator('input[name="kind"]').first().check({ force: true });
  await page.locator('#line_0_title').fill('Pakkeri');
  await page.locator('#line_0_seats').fill('1');
  await press(page, /^Gem kladden/);
  return `${path(page.url())}/ret`;
}

/** An entry of the contact log, and a campaign of one company. */
async function makeRelations(page) {
  await page.goto('/konsulent/virksomheder?q=Nordhavn%20Lager');
  await Promise.all([page.waitForNavigation(), page.locator('main table a').first().click()]);
  const url = path(page.url());
  const workplace = await page.locator('a[href*="/arbejdspladser/"]:not([href$="/ny"])').first().getAttribute('href');
  await page.goto('/konsulent/virksomheder');
  const other = (await page.locator('main table a').first().getAttribute('href')).split('/').pop();
  await page.goto(`${url}/log`);
  await page.locator('#note').fill('Vil gerne høre mere');
  await press(page, /^Gem i loggen/);
  const entry = await page.locator('.contact-log-acts a').first().getAttribute('href');
  await page.goto(`/konsulent/kampagner/ny?companies=${url.split('/').pop()}`);
  await page.locator('#name').fill('Havnen');
  await press(page, 'Opret kampagnen');
  return [url, entry, path(page.url()), `${url}/log`, `${workplace}/kalender`, `${workplace}/lukket`, `${url}/flet/${other}`, `/konsulent/aftaler/ny?virksomhed=${url.split('/').pop()}`];
}

/** An edition of the rules, still a draft. */
async function makeEdition(page) {
  await page.goto('/konsulent/regler/ny');
  await page.locator('#navn').fill('Ny lov');
  await page.locator('#fra').fill('2027-01-01');
  await press(page, 'Kopiér reglerne');
  return path(page.url());
}

/** The page behind the weekly question about places. */
async function slotQuestion(visit) {
  const letter = await visit.mailbox.next((one) => one.subject.includes('Er disse pladser'), 60);
  return path(letter.links.find((one) => /\/virksomhed\/pladser\/[^/]+$/.test(one)));
}

const path = (url) => new URL(url).pathname;

/** The link by which a forgotten password is set anew. */
async function passwordLetter(visit, page) {
  await page.goto('/glemt-adgangskode');
  await page.locator('#brugernavn').fill(visit.account('caseworker').user);
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForLoadState();
  const letter = await visit.mailbox.next((one) => one.links.some((link) => link.includes('/ny-adgangskode/')), 20);
  return letter.links.find((link) => link.includes('/ny-adgangskode/'));
}

/** Follows links from page to page until each route within somebody's reach has an address. */
async function explore({ page, within, starts }, routes, found) {
  const mine = routes.filter((route) => within.some((reach) => reach.test(route)));
  const queue = [...starts, ...mine.filter((route) => !route.includes('{') && !BEGUN_ELSEWHERE.includes(route))];
  const seen = new Set();
  for (const url of queue) keep(page, mine, url, found);
  while (queue.length > 0 && seen.size < MOST_LOOKED_AT) {
    const url = queue.shift();
    if (seen.has(url)) continue;
    seen.add(url);
    await open(page, url);
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    for (const link of links) if (keep(page, mine, link, found)) queue.push(link);
  }
}

/** Notes the first address of a route. */
function keep(page, mine, url, found) {
  const route = mine.find((one) => !one.includes('{') && isOf(one, url)) ?? mine.find((one) => isOf(one, url));
  if (!route || found.has(route) || BEGUN_ELSEWHERE.includes(url)) return false;
  found.set(route, { page, url });
  return true;
}

/** Opens a page; where a purpose is asked for first, states it. */
async function open(page, url) {
  const answer = await page.goto(url);
  if (await page.locator('form[action$="/formaal"]').count()) {
    await page.locator('input[name="formaal"]').first().check({ force: true });
    await press(page, /^Se borgeren|^See the citizen/);
  }
  return answer;
}

async function look(visit, page, route, url, faults) {
  for (const language of ['da', 'en']) {
    const address = `${url}${url.includes('?') ? '&' : '?'}sprog=${language}`;
    try {
      const answer = await open(page, address);
      assert.equal(answer.status(), 200, `${address} answers ${answer.status()}`);
      assert.equal(await page.locator('html').getAttribute('lang'), language, `${address} is not in ${language}`);
      await visit.expectNoAxe(page);
      await visit.expectReflow(page);
    } catch (problem) {
      faults.push(`${route} (${language}): ${problem.message}`);
    }
  }
}
