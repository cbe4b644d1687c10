# frozen_string_literal: true

Gem::Specification.new do |spec|
  spec.name = 'logstash-filter-hougu-business'
  spec.version = '1.0.0'
  spec.licenses = ['Apache-2.0']
  spec.summary = 'Orders of 美食之家 and bookings of 后古艺术家, from their JSON documents to typed fields'
  spec.description = 'A Logstash filter: install it with logstash-plugin install, it is no program of its own.'
  spec.authors = ['Hougu']
  spec.require_paths = ['lib']
  spec.required_ruby_version = '>= 2.5'
  spec.files = Dir['lib/**/*.rb', 'README.md']
  # By these Logstash knows what a gem is.
  spec.metadata = { 'logstash_plugin' => 'true', 'logstash_group' => 'filter' }
  spec.add_runtime_dependency 'logstash-core-plugin-api', '>= 1.60', '<= 2.99'
end
