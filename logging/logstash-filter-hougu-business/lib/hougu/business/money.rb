# frozen_string_literal: true

require 'bigdecimal'

module Hougu
  module Business
    # Yuan to fen, without a binary fraction in between: 19.99 is 1999 and never 1998.
    module Money
      YUAN = /\A(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,2})?\z/.freeze

      # @param value [String, Integer, Float] yuan, e.g. "128.50"
      # @return [Integer] fen
      # @raise [ArgumentError] for what is no amount of money
      def self.fen(value)
        text = value.is_a?(Float) ? BigDecimal(value, 15).to_s('F').sub(/\.0\z/, '') : value.to_s
        raise ArgumentError, "#{value.inspect} is no amount in yuan, e.g. \"128.50\"" unless YUAN.match?(text)

        (BigDecimal(text) * 100).to_i
      end
    end
  end
end
