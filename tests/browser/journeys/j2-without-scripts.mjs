//! J2 with JavaScript off.

import { companyAnswers } from '../company.mjs';

export const title = 'J2 without JavaScript: answer, release, code and agreement by forms alone';
export const freshHouse = true;

export default (visit) => companyAnswers(visit, { javaScript: false });
