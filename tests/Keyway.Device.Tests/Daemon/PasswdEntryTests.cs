using Keyway.Device.Daemon.People;

namespace Keyway.Device.Tests.Daemon;

public sealed class PasswdEntryTests
{
    [Theory]
    [InlineData("alice:*:101103:100513:Alice Ng:/home/CORP/alice:/bin/bash\n", "alice")]
    [InlineData(@"CORP\alice:*:101103:100513::/home/CORP/alice:/bin/bash", @"CORP\alice")]
    [InlineData("alice@corp.example:*:101103:100513::/home/alice@corp.example:/bin/bash", "alice@corp.example")]
    [InlineData(@"CORP\zoë van ede:*:101103:100513::/home/zoe:/bin/bash", @"CORP\zoë van ede")]
    public void Lines_of_name_services_are_read(string line, string name) => Assert.Equal((name, 101103u, 100513u), Facts(PasswdEntry.Parse(line)!));

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("alice:*:101103:100513::/home/alice")]
    [InlineData("alice:*:101103:100513:a:b:/home/alice:/bin/bash")]
    [InlineData("alice:*:-1:100513::/home/alice:/bin/bash")]
    [InlineData("alice:*:4294967296:100513::/home/alice:/bin/bash")]
    [InlineData("alice:*:101103:x::/home/alice:/bin/bash")]
    [InlineData("alice:*:101103:100513::home/alice:/bin/bash")]
    [InlineData("alice:*:101103:100513::/home/../root:/bin/bash")]
    [InlineData("alice:*:101103:100513::/home/a\u0007:/bin/bash")]
    [InlineData("../alice:*:101103:100513::/home/alice:/bin/bash")]
    [InlineData("4711:*:101103:100513::/home/alice:/bin/bash")]
    [InlineData("alice:*:101103:100513::/home/alice:/bin/bash\nroot:x:0:0::/root:/bin/sh\n")]
    public void D08_a_line_that_could_be_misread_is_none(string line) => Assert.Null(PasswdEntry.Parse(line));

    [Theory]
    [InlineData("-alice")]
    [InlineData("+alice")]
    [InlineData(@"A\B\alice")]
    [InlineData("a@b@c")]
    [InlineData("alice\u202eecila")]
    [InlineData("alice\n")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData("0815")]
    public void D08_hostile_names_are_none(string name) => Assert.False(PasswdEntry.IsName(name));

    private static (string, uint, uint) Facts(PasswdEntry entry) => (entry.Name, entry.UserId, entry.GroupId);
}
