/** True for the name of a variable or argument that holds a secret by all custom. A path or name of one is none. */
export function namesSecret(name: string): boolean {
  return (
    /(^|[_-])(password|passwd|secret|token|access_?key|private_?key|credential)s?([_-]|$)/i.test(name) &&
    !/(_FILE|_PATH|_NAME|_ID|_URL)$/i.test(name)
  );
}
