# frozen_string_literal: true

# ruby -I lib -I spec/support spec/support/filter_lines.rb < events.ndjson: every event through the filter, as Logstash would.
require 'json'
require 'logstash/filters/hougu_business'

filter = LogStash::Filters::HouguBusiness.new
filter.register
$stdin.each_line do |line|
  event = LogStash::Event.new(JSON.parse(line))
  filter.filter(event)
  puts JSON.generate(event.fields)
end
