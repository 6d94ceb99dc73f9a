window.DocsAPI = window.DocsAPI || { DocEditor: { version: function () { return '9.3.1'; } } };
