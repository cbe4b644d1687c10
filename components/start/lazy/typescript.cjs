module.exports = require("./later.cjs")("typescript");
