//! The door: what anybody sees before they have said who they are.

import assert from 'node:assert/strict';

export const title = 'the sign-in page is accessible, reflows, is valid and calls nobody else, in both languages';

export default async function (visit) {
  const page = await visit.newPage();
  for (const language of ['da', 'en']) {
    const answer = await page.goto(`/log-ind?sprog=${language}`);
    assert.equal(answer.status(), 200);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    await visit.review(page, language);
  }
}
