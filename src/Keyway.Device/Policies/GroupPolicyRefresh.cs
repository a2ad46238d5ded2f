using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>Reads Group Policy once and keeps it; what fails leaves what was kept.</summary>
internal sealed class GroupPolicyRefresh(DeviceFolder folder, IReadOnlyList<string> domainControllers)
{
    /// <summary>Reads and keeps; <see cref="Catalogue.Policies.NoDomain"/> on a computer without a domain.</summary>
    public async Task<Result<GroupPolicyAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        var state = new DeviceState(folder);
        if (!state.ReadDescription().TryGet(out var device, out var refusal))
            return refusal;
        if (device.Domain is not { } domain)
            return Catalogue.Policies.NoDomain;
        if (!(await new GroupPolicyProcess(folder, domain, domainControllers).RunAsync(cancellationToken)).TryGet(out var answer, out refusal))
            return refusal;

        // Left or joined anew meanwhile: this was another computer's policy.
        if (!state.ReadDescription().TryGet(out var now, out refusal) || now.DeviceId != device.DeviceId)
            return refusal ?? new Refusal(Catalogue.Device.NotJoined);
        var files = new PolicyFiles(folder);
        if (!files.Write(PolicySource.GroupPolicy, answer.Computer).TryGet(out _, out refusal))
            return refusal;

        // Who signed in meanwhile stays noted; who was asked for and is not in the answer has left the domain.
        var asked = files.ReadPeople().TryGet(out var people, out _) ? people.Where(person => person.Seen >= answer.Computer.ReadOn) : [];
        return files.WritePeople(answer.People.UnionBy(asked, person => person.Account)).TryGet(out _, out refusal) ? answer : refusal;
    }
}
