<?php
// put.php LIBRARY bytes|file LINK FILE [TYPE]: uploads with one library of PHP, in one way.
[, $library, $way, $link, $file] = $argv;
$headers = isset($argv[5]) ? ["Content-Type: $argv[5]"] : [];
if ($library === "streams") {
    $options = ["method" => "PUT", "content" => file_get_contents($file), "header" => $headers];
    exit(file_get_contents($link, false, stream_context_create(["http" => $options])) === false ? 1 : 0);
}
if ($library === "curl") {
    $handle = curl_init($link);
    $options = $way === "bytes"
        ? [CURLOPT_CUSTOMREQUEST => "PUT", CURLOPT_POSTFIELDS => file_get_contents($file)]
        : [CURLOPT_UPLOAD => true, CURLOPT_INFILE => fopen($file, "r"), CURLOPT_INFILESIZE => filesize($file)];
    curl_setopt_array($handle, $options + [CURLOPT_FAILONERROR => true, CURLOPT_HTTPHEADER => $headers]);
    exit(curl_exec($handle) ? 0 : 1);
}
require "GuzzleHttp/autoload.php";
$body = $way === "bytes" ? file_get_contents($file) : fopen($file, "r");
(new GuzzleHttp\Client())->put($link, ["body" => $body] + (isset($argv[5]) ? ["headers" => ["Content-Type" => $argv[5]]] : []));
