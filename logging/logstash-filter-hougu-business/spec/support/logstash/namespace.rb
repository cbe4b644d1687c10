# frozen_string_literal: true

module LogStash; end
