# frozen_string_literal: true

$LOAD_PATH.unshift File.expand_path('support', __dir__), File.expand_path('../lib', __dir__)
require 'logstash/filters/hougu_business'

RSpec.describe LogStash::Filters::HouguBusiness do
  let(:filter) { described_class.new.tap(&:register) }
  let(:order) do
    { 'time' => '2026-11-25T12:00:00+08:00', 'event' => 'order.paid',
      'order' => { 'id' => 'F20261125-7', 'shop' => 'noodles-1', 'amount' => '128.50', 'items' => 3 },
      'diner' => { 'name' => '李雷', 'phone' => '[mobile]', 'remark' => '少放辣' } }
  end
  let(:booking) do
    { 'event' => 'booking.confirmed',
      'booking' => { 'id' => 'A-1', 'photographer' => 'wang', 'price' => 399, 'starts' => '2026-12-01T09:30:00+08:00',
                     'minutes' => 90 } }
  end

  def filtered(document)
    event = LogStash::Event.new('message' => document.is_a?(String) ? document : JSON.generate(document))
    filter.filter(event)
    event.fields
  end

  it 'gives an order its fields, and leaves the diner behind' do
    expect(filtered(order)).to eq(
      'event' => { 'action' => 'order.paid', 'outcome' => 'success' },
      'hougu' => { 'order' => { 'id' => 'F20261125-7', 'status' => 'paid', 'shop' => 'noodles-1', 'amount_fen' => 12_850,
                                'items' => 3 } }
    )
    expect(filter.matched).to eq(1)
  end

  it 'gives a booking its fields, its beginning in UTC' do
    expect(filtered(booking)).to eq(
      'event' => { 'action' => 'booking.confirmed', 'outcome' => 'success' },
      'hougu' => { 'booking' => { 'id' => 'A-1', 'status' => 'confirmed', 'photographer' => 'wang', 'price_fen' => 39_900,
                                  'starts' => '2026-12-01T01:30:00Z', 'minutes' => 90 } }
    )
  end

  it 'knows a story that nobody wanted' do
    expect(filtered(order.merge('event' => 'order.refunded'))['event']).to eq('action' => 'order.refunded', 'outcome' => 'failure')
  end

  it 'counts every fen, written as text or as a number' do
    (0..20_000).step(7) do |fen|
      text = format('%<yuan>d.%<rest>02d', yuan: fen / 100, rest: fen % 100)
      [text, text.to_f].each { |amount| expect(Hougu::Business::Money.fen(amount)).to eq(fen) }
    end
  end

  {
    'no JSON' => ['{"event":', 'the line is no JSON document'],
    'a list' => ['[]', 'the line is no JSON object'],
    'another subject' => ['{"event":"refund.made"}', 'event "refund.made": order.* or booking.* is wanted'],
    'another state' => ['{"event":"order.eaten","order":{"id":"1"}}',
                        'event "order.eaten": one of placed, paid, cooking, delivered, cancelled, refunded is wanted'],
    'no order' => ['{"event":"order.paid"}', 'order: an object is wanted'],
    'an id with blanks' => ['{"event":"order.paid","order":{"id":"a b"}}', 'id: up to 64 letters, digits, - and _ are wanted']
  }.each do |what, (line, reason)|
    it "keeps the line of a malformed document, with a tag and the reason: #{what}" do
      expect(filtered(line)).to eq(
        'message' => line, 'tags' => ['_hougubusinessfailure'], 'error' => { 'message' => reason }
      )
      expect(filter.matched).to eq(0)
    end
  end

  it 'refuses amounts that are none, and times without a zone' do
    ['-1', '1.234', '1e3', 'free', nil, '01'].each do |amount|
      order['order']['amount'] = amount
      expect(filtered(order)['error']['message']).to match(/\Aamount: .* is no amount in yuan/)
    end
    ['2026-12-01T09:30:00', '2026-12-01', 'tomorrow', nil].each do |starts|
      booking['booking']['starts'] = starts
      expect(filtered(booking)['error']['message']).to match(/\Astarts: a time with its zone/)
    end
  end

  it 'takes its settings, and no others' do
    named = described_class.new('source' => 'event_text', 'tag_on_failure' => ['odd'])
    event = LogStash::Event.new('event_text' => '{}')
    named.filter(event)
    expect(event.fields['tags']).to eq(['odd'])
    expect { described_class.new('sauce' => 'x') }.to raise_error(ArgumentError)
  end
end
