# frozen_string_literal: true

require 'json'
require 'time'
require_relative 'money'

module Hougu
  module Business
    # A document that isn't what the web applications have agreed to write.
    class Malformed < StandardError; end

    # What a web application says of an order or a booking, as fields for the index. Everything that isn't named here
    # stays behind: names, telephone numbers and remarks have no place in a log.
    module Event
      ORDER_STATES = %w[placed paid cooking delivered cancelled refunded].freeze
      BOOKING_STATES = %w[requested confirmed moved finished cancelled refunded].freeze
      # Ends of a story that nobody wanted.
      FAILURES = %w[cancelled refunded].freeze
      ID = /\A[0-9A-Za-z_-]{1,64}\z/.freeze
      MOST_MINUTES = 7 * 24 * 60
      MOST_ITEMS = 10_000

      module_function

      # @param text [String] a JSON document
      # @return [Hash] fields by Logstash's references, e.g. "[hougu][order][id]"
      # @raise [Malformed] with what is wrong
      def fields(text)
        document = parse(text)
        subject, state = document['event'].to_s.split('.', 2)
        case subject
        when 'order' then order(document, state)
        when 'booking' then booking(document, state)
        else raise Malformed, "event #{document['event'].inspect}: order.* or booking.* is wanted"
        end
      end

      def parse(text)
        document = JSON.parse(text)
        raise Malformed, 'the line is no JSON object' unless document.is_a?(Hash)

        document
      rescue JSON::ParserError
        raise Malformed, 'the line is no JSON document'
      end

      def order(document, state)
        order = member(document, 'order')
        common('order', state, ORDER_STATES, order).merge(
          '[hougu][order][shop]' => word(order, 'shop'),
          '[hougu][order][amount_fen]' => money(order, 'amount'),
          '[hougu][order][items]' => whole(order, 'items', MOST_ITEMS)
        )
      end

      def booking(document, state)
        booking = member(document, 'booking')
        common('booking', state, BOOKING_STATES, booking).merge(
          '[hougu][booking][photographer]' => word(booking, 'photographer'),
          '[hougu][booking][price_fen]' => money(booking, 'price'),
          '[hougu][booking][starts]' => time(booking, 'starts'),
          '[hougu][booking][minutes]' => whole(booking, 'minutes', MOST_MINUTES)
        )
      end

      def common(subject, state, states, document)
        raise Malformed, "event \"#{subject}.#{state}\": one of #{states.join(', ')} is wanted" unless states.include?(state)

        {
          '[event][action]' => "#{subject}.#{state}",
          '[event][outcome]' => FAILURES.include?(state) ? 'failure' : 'success',
          "[hougu][#{subject}][id]" => word(document, 'id'),
          "[hougu][#{subject}][status]" => state
        }
      end

      def member(document, name)
        value = document[name]
        value.is_a?(Hash) ? value : raise(Malformed, "#{name}: an object is wanted")
      end

      def word(document, name)
        value = document[name]
        return value if value.is_a?(String) && ID.match?(value)

        raise Malformed, "#{name}: up to 64 letters, digits, - and _ are wanted"
      end

      def whole(document, name, most)
        value = document[name]
        return value if value.is_a?(Integer) && value.between?(1, most)

        raise Malformed, "#{name}: a whole number from 1 to #{most} is wanted"
      end

      def money(document, name)
        Money.fen(document[name])
      rescue ArgumentError => e
        raise Malformed, "#{name}: #{e.message}"
      end

      # With its zone: servers and phones may be in different ones.
      def time(document, name)
        text = document[name].to_s
        raise ArgumentError unless text.match?(/(?:Z|[+-][0-9]{2}:[0-9]{2})\z/)

        Time.iso8601(text).utc.iso8601
      rescue ArgumentError
        raise Malformed, "#{name}: a time with its zone is wanted, e.g. 2026-11-25T09:30:00+08:00"
      end
    end
  end
end
