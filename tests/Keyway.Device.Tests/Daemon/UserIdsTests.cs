using Keyway.Device.Daemon.People;

namespace Keyway.Device.Tests.Daemon;

public sealed class UserIdsTests
{
    // A change of the rule would give everybody's files to somebody else.
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", 2001537279u)]
    [InlineData("3f1c7f0e-52a1-4f6e-9d5b-0a7a3d8d2a11", 1912249531u)]
    public void The_number_of_a_person_is_the_same_on_every_computer(string person, uint number) => Assert.Equal(number, UserIds.Of(new Guid(person), _ => false));

    [Fact]
    public void D08_every_number_is_outside_of_what_others_use()
    {
        for (var round = 0; round < 10_000; round++)
            Assert.InRange(UserIds.Of(Guid.NewGuid(), _ => false), 1_879_048_192u, 2_147_352_575u);
    }

    [Fact]
    public void A_number_that_is_taken_is_given_to_nobody_else()
    {
        var person = Guid.NewGuid();
        HashSet<uint> taken = [];
        for (var round = 0; round < 100; round++)
            Assert.True(taken.Add(UserIds.Of(person, taken.Contains)));
    }
}
