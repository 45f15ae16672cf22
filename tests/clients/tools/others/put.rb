# put.rb bytes|file|file+length LINK FILE [TYPE]: uploads with net/http, in one way.
require "net/http"

way, link, file, type = ARGV
address = URI(link)
request = Net::HTTP::Put.new(address)
request["Content-Type"] = type if type
if way == "bytes"
  request.body = File.binread(file)
else
  request.body_stream = File.open(file, "rb")
  way == "file+length" ? request.content_length = File.size(file) : request["Transfer-Encoding"] = "chunked"
end
answer = Net::HTTP.start(address.host, address.port) { |http| http.request(request) }
raise answer.code unless answer.code == "200"
