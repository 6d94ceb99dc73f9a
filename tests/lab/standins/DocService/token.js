// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// JSON Web Tokens, HS256 only, from the body or the configured header.
'use strict';

const crypto = require('node:crypto');
const config = require('../Common/config');

const enabled = config.get('services.CoAuthoring.token.enable.request.inbox');
const header = config.get('services.CoAuthoring.token.inbox.header').toLowerCase();
const prefix = config.get('services.CoAuthoring.token.inbox.prefix');
const secret = config.get('services.CoAuthoring.secret.inbox.string');

function tokenOf(request, body) {
  if (typeof body.token === 'string') {
    return body.token;
  }
  const value = request.headers[header] ?? '';
  return value.startsWith(prefix) ? value.slice(prefix.length) : '';
}

function isSigned(token) {
  const [head, payload, signature] = token.split('.');
  if (!head || !payload || !signature) {
    return false;
  }
  const expected = crypto.createHmac('sha256', secret).update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

function payloadOf(token) {
  const payload = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  return payload.payload ?? payload;
}

/** The trusted parameters of a request, or null when its token is missing or wrong. */
function verified(request, body) {
  if (!enabled) {
    return body;
  }
  const token = tokenOf(request, body);
  return isSigned(token) ? {...body, ...payloadOf(token)} : null;
}

module.exports = {verified};
