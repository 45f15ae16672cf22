# put.pl LIBRARY bytes|generator LINK FILE [TYPE]: uploads with one library of Perl, in one way.
use strict;
use warnings;

my ($library, $way, $link, $file, $type) = @ARGV;
my %headers = $type ? ("Content-Type" => $type) : ();
open my $source, "<:raw", $file or die;
my $pieces = sub { my $count = read $source, my $piece, 4096; $count ? $piece : "" };
my $body = $way eq "bytes" ? do { local $/; <$source> } : $pieces;
my $status;
if ($library eq "lwp") {
    require LWP::UserAgent;
    require HTTP::Request;
    $status = LWP::UserAgent->new->request(HTTP::Request->new(PUT => $link, [%headers], $body))->code;
} elsif ($library eq "tiny") {
    require HTTP::Tiny;
    $status = HTTP::Tiny->new->put($link, { content => $body, headers => \%headers })->{status};
} else {
    require Mojo::UserAgent;
    $status = Mojo::UserAgent->new->put($link, \%headers, $body)->result->code;
}
die $status unless $status == 200;
