using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Device.Policies;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Policies;

public sealed class PolicyFilesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private readonly TestFolder _folder = new();

    private PolicyFiles Files => new(new DeviceFolder(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(100)]
    public void D08_many_people_with_many_objects_are_read_as_they_were_written(int objects)
    {
        var people = People(objects, "Objects of a usual name");

        Assert.True(Files.WritePeople(people).Succeeded);

        Assert.Equivalent(people.OrderByDescending(person => person.Seen), Files.ReadPeople().Value, strict: true);
    }

    [Fact]
    public void D08_what_no_file_holds_is_kept_without_the_objects_that_say_nothing()
    {
        // Six bytes for each letter.
        var people = People(60, new string('ä', 255));

        Assert.True(Files.WritePeople(people).Succeeded);

        var kept = Files.ReadPeople().Value;
        Assert.Equal(64, kept.Count);
        Assert.All(kept, person => Assert.Equal((1, 1), (person.Policies!.Settings.Single().Value, person.Policies.Objects!.Single().Version)));
    }

    private static PersonPolicies[] People(int objects, string name) => [.. Enumerable.Range(0, 64).Select(number => new PersonPolicies(
        $"person{number}",
        Now.AddMinutes(number),
        new StoredPolicies(
            [new StoredPolicy(PolicyName.SecurityKeySignIn, 1, "Staff {1}")],
            Now,
            [
                new StoredPolicyObject(Guid.NewGuid(), name, [new StoredPolicyChange(PolicyName.SecurityKeySignIn, RegistryChangeKind.Set, 1)], "OU=Staff,DC=contoso,DC=corp,DC=com", 1),
                .. Enumerable.Range(1, objects - 1).Select(_ => new StoredPolicyObject(Guid.NewGuid(), name, [], "OU=Staff,DC=contoso,DC=corp,DC=com", Skipped: "its user half has no administrative templates")),
            ])))];
}
