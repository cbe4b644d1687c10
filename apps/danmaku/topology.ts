/**
 * Names at the broker, as components/rabbitmq/queues.ts gives them; an image has only its own folder, so they stand here
 * again, and test/names.test.ts holds the two together.
 */

/** What every gateway listens to. */
export const FAN_OUT_EXCHANGE = "danmaku.fan-out";
/** What the name of a gateway's own queue begins with; no other may be declared. */
export const GATEWAY_QUEUE = "danmaku.gateway.";
/** Comments that come from the API server, e.g. of the house itself: one gateway takes each and tells the others. */
export const COMMENTS_QUEUE = "danmaku";
/** Seconds after which a comment is worth nothing: the picture is another one. */
export const WORTH_SECONDS = 60;
