// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Layered JSON configuration, in the order and with the error texts of node-config:
// default.json, <env>.json, local.json, local-<env>.json from NODE_CONFIG_DIR.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const directory = process.env.NODE_CONFIG_DIR;
const environment = process.env.NODE_ENV;

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function merge(target, source) {
  for (const [key, value] of Object.entries(source)) {
    target[key] = isObject(value) && isObject(target[key]) ? merge(target[key], value) : value;
  }
  return target;
}

function readLayer(name) {
  const file = path.join(directory, name);
  let text;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return {};
    }
    throw new Error(`Config file ${file} cannot be read. Error code is: ${error.code}. Error message is: ${error.message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse config file: '${file}': ${error}`);
  }
}

const layers = ['default.json', `${environment}.json`, 'local.json', `local-${environment}.json`];
const values = layers.reduce((merged, name) => merge(merged, readLayer(name)), {});

/** Returns the value at a dotted path; throws the text node-config throws when it is missing. */
function get(property) {
  const value = property.split('.').reduce((node, key) => (isObject(node) ? node[key] : undefined), values);
  if (value === undefined) {
    throw new Error(`Configuration property "${property}" is not defined`);
  }
  return value;
}

module.exports = {get};
