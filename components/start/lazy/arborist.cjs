module.exports = require("./later.cjs")("@npmcli/arborist");
