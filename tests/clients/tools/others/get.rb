# get.rb LIBRARY LINK FILE [LINK FILE]...: downloads with one library of Ruby.
library, *given = ARGV

def net_http(link)
  require "net/http"
  answer = Net::HTTP.get_response(URI(link))
  raise answer.code unless answer.code == "200"
  answer.body
end

def open_uri(link)
  require "open-uri"
  URI.open(link, &:read)
end

def httparty(link)
  require "httparty"
  answer = HTTParty.get(link)
  raise answer.code.to_s unless answer.code == 200
  answer.body
end

def faraday(link)
  require "faraday"
  answer = Faraday.get(link)
  raise answer.status.to_s unless answer.status == 200
  answer.body
end

def rest_client(link)
  require "rest-client"
  RestClient.get(link).body
end

def http_rb(link)
  require "http"
  answer = HTTP.get(link)
  raise answer.status.to_s unless answer.status == 200
  answer.body.to_s
end

def excon(link)
  require "excon"
  Excon.get(link, expects: [200]).body
end

def typhoeus(link)
  require "typhoeus"
  answer = Typhoeus.get(link)
  raise answer.code.to_s unless answer.code == 200
  answer.body
end

def httpclient(link)
  require "httpclient"
  answer = HTTPClient.get(link)
  raise answer.status.to_s unless answer.status == 200
  answer.body
end

failed = false
given.each_slice(2) do |link, file|
  File.binwrite(file, send(library, link))
rescue StandardError => error
  warn error.message
  failed = true
end
exit !failed
