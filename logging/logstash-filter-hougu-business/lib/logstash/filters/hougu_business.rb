# frozen_string_literal: true

require 'logstash/filters/base'
require 'logstash/namespace'
require_relative '../../hougu/business/event'

module LogStash
  module Filters
    # Gives orders and bookings their fields. A document that is malformed keeps its line, with a tag and the reason.
    class HouguBusiness < LogStash::Filters::Base
      config_name 'hougu_business'

      # The field with the JSON document.
      config :source, validate: :string, default: 'message'
      # What a malformed document is tagged with.
      config :tag_on_failure, validate: :array, default: ['_hougubusinessfailure']

      def register; end

      def filter(event)
        Hougu::Business::Event.fields(event.get(@source).to_s).each { |reference, value| event.set(reference, value) }
        event.remove(@source)
        filter_matched(event)
      rescue Hougu::Business::Malformed => e
        event.set('[error][message]', e.message)
        @tag_on_failure.each { |tag| event.tag(tag) }
      end
    end
  end
end
