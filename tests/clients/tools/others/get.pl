# get.pl LIBRARY LINK FILE [LINK FILE]...: downloads with one library of Perl.
use strict;
use warnings;
use HTTP::Tiny;
use LWP::UserAgent;
use Mojo::UserAgent;

my ($library, @given) = @ARGV;
my %get = (
    lwp => sub {
        my $answer = LWP::UserAgent->new->get($_[0]);
        die $answer->status_line unless $answer->is_success;
        return $answer->content;
    },
    tiny => sub {
        my $answer = HTTP::Tiny->new->get($_[0]);
        die $answer->{status} unless $answer->{success};
        return $answer->{content};
    },
    mojo => sub {
        my $answer = Mojo::UserAgent->new->max_response_size(0)->get($_[0])->result;
        die $answer->code unless $answer->is_success;
        return $answer->body;
    },
);

my $failed = 0;
while (my ($link, $file) = splice @given, 0, 2) {
    my $bytes = eval { $get{$library}->($link) };
    if (defined $bytes) {
        open my $sink, ">:raw", $file or die;
        print $sink $bytes;
    } else {
        warn $@;
        $failed = 1;
    }
}
exit $failed;
