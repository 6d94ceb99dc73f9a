// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// PostgreSQL access: one pool, failures logged with the head of the command that failed.
'use strict';

const pg = require('pg');
const config = require('../Common/config');
const {globalLogger} = require('../Common/logger');

const settings = config.get('services.CoAuthoring.sql');
const tableResult = config.get('services.CoAuthoring.sql.tableResult');
const tableChanges = config.get('services.CoAuthoring.sql.tableChanges');

const pool = new pg.Pool({
  host: config.get('services.CoAuthoring.sql.dbHost'),
  port: parseInt(config.get('services.CoAuthoring.sql.dbPort'), 10),
  user: config.get('services.CoAuthoring.sql.dbUser'),
  password: config.get('services.CoAuthoring.sql.dbPass'),
  database: config.get('services.CoAuthoring.sql.dbName'),
  max: config.get('services.CoAuthoring.sql.connectionlimit'),
  min: 0,
  ssl: false,
  ...settings.pgPoolExtraOptions,
});
pool.on('error', error => globalLogger.error('postgresql pool error %s', error.stack));

async function query(logger, command, values) {
  try {
    return (await pool.query(command, values)).rows;
  } catch (error) {
    logger.warn('sqlQuery error sqlCommand: %s: %s', command.slice(0, 50), error.stack);
    throw error;
  }
}

function healthCheck(logger) {
  return query(logger, 'SELECT 1;');
}

const requiredColumns = {
  [tableChanges]: ['tenant', 'id', 'change_id', 'user_id', 'user_id_original', 'user_name', 'change_data', 'change_date'],
  [tableResult]: ['tenant', 'id', 'status', 'status_info', 'created_at', 'last_open_date', 'user_index', 'change_id',
    'callback', 'baseurl', 'password', 'additional'],
};

async function isTableCompatible(table, required) {
  const rows = await query(
    globalLogger, 'SELECT column_name as "column_name" FROM information_schema.COLUMNS WHERE TABLE_NAME = $1;', [table]);
  if (rows.length === 0) {
    globalLogger.error('DB table "%s" does not exist', table);
    return false;
  }
  const present = rows.map(row => row.column_name);
  const missing = required.filter(column => !present.includes(column));
  if (missing.length > 0) {
    globalLogger.error(`DB table "${table}" does not contain columns: ${missing}, columns info: ${present}`);
    return false;
  }
  return true;
}

/** True when both tables have every column; rejects when the database cannot be asked. */
async function isSchemaCompatible() {
  const checks = Object.entries(requiredColumns).map(([table, columns]) => isTableCompatible(table, columns));
  return !(await Promise.all(checks)).includes(false);
}

async function saveTask(logger, key, status, baseUrl) {
  const now = new Date();
  await query(logger,
    `INSERT INTO ${tableResult} (tenant, id, status, status_info, last_open_date, user_index, change_id, callback, baseurl)
     VALUES ('localhost', $1, $2, 0, $3, 1, 0, '', $4)
     ON CONFLICT (tenant, id) DO UPDATE SET last_open_date = $3, status = $2;`, [key, status, now, baseUrl]);
}

module.exports = {healthCheck, isSchemaCompatible, saveTask};
