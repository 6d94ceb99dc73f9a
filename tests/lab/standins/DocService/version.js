// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors

'use strict';

module.exports = {number: '9.3.1', build: 8, date: '2026-03-02T00:00:00.000Z'};
