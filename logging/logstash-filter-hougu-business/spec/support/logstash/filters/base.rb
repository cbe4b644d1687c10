# frozen_string_literal: true

# A thin stand-in for what of Logstash the filter touches, since no registry has logstash-core: tests alone load it.
module LogStash
  module Filters
    class Base
      Setting = Struct.new(:validate, :default, keyword_init: true)

      class << self
        attr_reader :settings

        def config_name(name = nil)
          @config_name = name || @config_name
        end

        def config(name, validate:, default: nil)
          (@settings ||= {})[name.to_s] = Setting.new(validate: validate, default: default)
        end
      end

      attr_reader :matched

      def initialize(options = {})
        unknown = options.keys - self.class.settings.keys
        raise ArgumentError, "unknown settings #{unknown}" unless unknown.empty?

        self.class.settings.each { |name, setting| instance_variable_set("@#{name}", options.fetch(name, setting.default)) }
        @matched = 0
      end

      def filter_matched(_event)
        @matched += 1
      end
    end
  end

  # An event by Logstash's references: "[a][b]", or "a".
  class Event
    attr_reader :fields

    def initialize(fields = {})
      @fields = fields
    end

    def get(reference)
      @fields.dig(*path(reference))
    end

    def set(reference, value)
      *parents, last = path(reference)
      parents.reduce(@fields) { |at, name| at[name] ||= {} }[last] = value
    end

    def remove(reference)
      *parents, last = path(reference)
      (parents.empty? ? @fields : @fields.dig(*parents))&.delete(last)
    end

    def tag(name)
      @fields['tags'] = [*@fields['tags'], name].uniq
    end

    private

    def path(reference)
      reference.start_with?('[') ? reference.scan(/\[([^\]]+)\]/).flatten : [reference]
    end
  end
end
