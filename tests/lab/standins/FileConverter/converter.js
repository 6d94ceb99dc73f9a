// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

// Takes one conversion task at a time from the queue: downloads, stores the result, answers.
'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const config = require('../Common/config');
const {Logger} = require('../Common/logger');
const rabbitMQCore = require('../Common/rabbitMQCore');
const taskQueue = require('../Common/taskQueue');

const folder = path.join(config.get('storage.fs.folderPath'), 'data');
const attempts = config.get('FileConverter.converter.downloadAttemptMaxCount');
const attemptDelay = config.get('FileConverter.converter.downloadAttemptDelay');
const ERROR_STORAGE = -1;
const ERROR_DOWNLOAD = -4;

async function fetchOnce(url) {
  const response = await fetch(url, {signal: AbortSignal.timeout(120000)});
  if (!response.ok) {
    throw new Error(`Error response: statusCode:${response.status}; headers:${JSON.stringify(Object.fromEntries(response.headers))};`);
  }
  return Buffer.from(await response.arrayBuffer());
}

async function download(logger, url) {
  for (let attempt = 1; attempt <= attempts; ++attempt) {
    try {
      return await fetchOnce(url);
    } catch (error) {
      const reason = error.cause ?? error;
      logger.error('error downloadFile:url=%s;attempt=%d;code:%s;connect:%s %s', url, attempt, reason.code ?? null,
        null, reason.stack);
      await new Promise(resolve => setTimeout(resolve, attemptDelay));
    }
  }
  return null;
}

async function convert(task) {
  const logger = new Logger(task.key);
  const data = await download(logger, task.url);
  if (!data) {
    return {key: task.key, error: ERROR_DOWNLOAD};
  }
  const directory = path.join(folder, path.basename(task.key));
  try {
    await fs.mkdir(directory, {recursive: true});
    await fs.writeFile(path.join(directory, `output.${task.type}`), data);
  } catch (error) {
    logger.error('putObject error: %s', error.stack);
    return {key: task.key, error: ERROR_STORAGE};
  }
  return {key: task.key, error: 0};
}

async function setup(connection) {
  const answers = await connection.createConfirmChannel();
  const responseName = await taskQueue.assertResponseQueue(answers);
  const tasks = await connection.createChannel();
  await tasks.prefetch(1);
  const taskName = await taskQueue.assertTaskQueue(tasks);
  await tasks.consume(taskName, async message => {
    if (!message) {
      return;
    }
    const result = await convert(JSON.parse(message.content.toString()));
    answers.sendToQueue(responseName, Buffer.from(JSON.stringify(result)), {persistent: true});
    tasks.ack(message);
  });
}

function run() {
  rabbitMQCore.keep(setup, () => {});
}

module.exports = {run};
