/**
 * What Redis does in one step, so that a process that dies in the middle leaves nothing half done. No key has a time to
 * live: under pressure Redis throws those away first (`volatile-lru`), and a message that was promised must stay.
 */

/** KEYS: stream, ids. ARGV: id, now in ms, ms for which ids are remembered, most messages, message, mailbox, channel. */
export const APPEND = `
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2] - ARGV[3])
if redis.call('ZADD', KEYS[2], 'NX', ARGV[2], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[1], 'MAXLEN', '=', ARGV[4], '*', 'message', ARGV[5])
redis.call('PUBLISH', ARGV[7], ARGV[6])
return 1
`;

/** KEYS: stream, ids. ARGV: ms before which nobody may have written. A mailbox written to meanwhile stays. */
export const FORGET = `
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
if last[2] and tonumber(last[2]) >= tonumber(ARGV[1]) then return 0 end
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if newest[1] and tonumber(string.match(newest[1][1], '^(%d+)')) >= tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
return 1
`;

/** KEYS: mailboxes by their last message. ARGV: mailbox, ms. Written to in this moment, it has a new time and stays. */
export const FORGET_ACTIVITY = `
local last = redis.call('ZSCORE', KEYS[1], ARGV[1])
if last and tonumber(last) < tonumber(ARGV[2]) then redis.call('ZREM', KEYS[1], ARGV[1]) end
return 0
`;
