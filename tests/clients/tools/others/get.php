<?php
// get.php LIBRARY LINK FILE [LINK FILE]...: downloads with one library of PHP.
if ($argv[1] === "guzzle") {
    require "GuzzleHttp/autoload.php";
}

function bytes(string $library, string $link): string|false
{
    if ($library === "streams") {
        return file_get_contents($link);
    }
    if ($library === "curl") {
        $handle = curl_init($link);
        curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_FAILONERROR => true]);
        return curl_exec($handle);
    }
    return (string) (new GuzzleHttp\Client())->get($link)->getBody();
}

$failed = 0;
foreach (array_chunk(array_slice($argv, 2), 2) as [$link, $file]) {
    try {
        $bytes = bytes($argv[1], $link);
    } catch (Exception $error) {
        $bytes = false;
    }
    $bytes === false ? $failed = 1 : file_put_contents($file, $bytes);
}
exit($failed);
