/**
 * Names at the broker, as components/rabbitmq/queues.ts gives them; an image has only its own folder, so they stand here
 * again, and test/names.test.ts holds the two together.
 */

export const EVENTS_EXCHANGE = "events";
/** Queue and routing key of messages to phones. */
export const NOTIFICATIONS = "notifications";
