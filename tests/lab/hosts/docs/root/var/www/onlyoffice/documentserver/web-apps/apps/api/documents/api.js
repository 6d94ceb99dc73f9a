// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
window.DocsAPI = window.DocsAPI || { DocEditor: { version: function () { return '9.3.1'; } } };
