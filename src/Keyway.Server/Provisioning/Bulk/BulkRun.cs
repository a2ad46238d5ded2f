using Keyway.Errors;
using Keyway.Server.Provisioning.Computers;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning.Bulk;

/// <summary>
/// One bulk request on its way (RFC 7644 3.7): each operation stands for itself, and runs once those whose bulk ids it names have run, wherever they
/// stand in the request. Groups that name each other in a circle are made first and filled after.
/// </summary>
internal sealed class BulkRun(BulkRequest request, ScimAuthority authority, UserProvisioning users, GroupProvisioning groups, ComputerProvisioning computers)
{
    private readonly BulkOutcome?[] _outcomes = new BulkOutcome?[request.Operations.Count];
    private readonly HashSet<string> _promised = [.. request.Operations.Where(operation => operation.Method == "POST").Select(operation => operation.BulkId).OfType<string>()];
    private readonly Dictionary<string, Guid> _made = [];
    private int _errors;

    /// <summary>By the order of the request; null for what did not run.</summary>
    public IReadOnlyList<BulkOutcome?> Outcomes => _outcomes;

    /// <summary>True when nothing is left to do, or too many errors stopped it.</summary>
    public bool IsOver => _errors >= (request.FailOnErrors ?? int.MaxValue) || !_outcomes.Contains(null);

    /// <summary>Runs some operations inside a unit of work, so that others may write between.</summary>
    /// <param name="count">At least one runs, as long as any is left.</param>
    public void RunSome(StoreSession session, int count)
    {
        var before = count;
        for (var index = 0; index < _outcomes.Length && count > 0 && !IsOver; index++)
        {
            if (_outcomes[index] is not null || !IsReady(request.Operations[index]))
                continue;
            Settle(index, Guarded(session, () => Run(session, request.Operations[index])));
            count--;
        }

        if (count == before && !IsOver)
            RunCircle(session);
    }

    private bool IsReady(BulkOperation operation) => operation.Refusal is not null || (operation.References ?? []).All(name => _made.ContainsKey(name) || !_promised.Contains(name));

    private void Settle(int index, BulkOutcome outcome)
    {
        _outcomes[index] = outcome;
        var operation = request.Operations[index];
        if (outcome.Refusal is not null)
            _errors++;
        if (operation is not { Method: "POST", BulkId: { } bulkId })
            return;
        if (outcome is { Refusal: null, Id: { } id })
            _made[bulkId] = id;
        else
            _promised.Remove(bulkId);
    }

    private BulkOutcome Run(StoreSession session, BulkOperation operation)
    {
        if (operation.Refusal is { } refusal)
            return BulkOutcome.Refused(refusal);
        var id = Guid.Empty;
        if (operation.Target is not null && !Target(operation.Target).TryGet(out id, out refusal))
            return BulkOutcome.Refused(refusal);
        return operation.Kind switch
        {
            ScimKind.Users => RunUser(session, operation, id),
            ScimKind.Groups => RunGroup(session, operation, id),
            _ => RunComputer(session, operation, id),
        };
    }

    private BulkOutcome RunUser(StoreSession session, BulkOperation operation, Guid id)
    {
        var done = operation.Method switch
        {
            "POST" => users.Create(session, authority, operation.User!),
            "PUT" => users.Replace(session, authority, id, operation.User!, operation.IfMatch),
            "PATCH" => users.Patch(session, authority, id, operation.Patch!, operation.IfMatch),
            _ => users.Delete(session, authority, id, operation.IfMatch),
        };
        return done.TryGet(out var user, out var refusal) ? new BulkOutcome(StatusOf(operation), user.Id, user.Version, null) : BulkOutcome.Refused(refusal);
    }

    private BulkOutcome RunGroup(StoreSession session, BulkOperation operation, Guid id)
    {
        var done = operation.Method switch
        {
            "POST" => groups.Create(session, authority, operation.Group!, _made),
            "PUT" => groups.Replace(session, authority, id, operation.Group!, operation.IfMatch, _made),
            "PATCH" => groups.Patch(session, authority, id, operation.Patch!, operation.IfMatch, _made),
            _ => groups.Delete(session, authority, id, operation.IfMatch),
        };
        return done.TryGet(out var group, out var refusal) ? new BulkOutcome(StatusOf(operation), group.Id, group.Version, null) : BulkOutcome.Refused(refusal);
    }

    private BulkOutcome RunComputer(StoreSession session, BulkOperation operation, Guid id)
    {
        var done = operation.Method switch
        {
            "POST" => computers.Create(session, authority, operation.Computer!),
            "PUT" => computers.Replace(session, authority, id, operation.Computer!, operation.IfMatch),
            "PATCH" => computers.Patch(session, authority, id, operation.Patch!, operation.IfMatch),
            _ => computers.Delete(session, authority, id, operation.IfMatch),
        };
        return done.TryGet(out var device, out var refusal) ? new BulkOutcome(StatusOf(operation), device.Id, device.Version, null) : BulkOutcome.Refused(refusal);
    }

    // Nothing is ready: what is left waits for groups that wait for each other. All of those groups succeed, or none does.
    private void RunCircle(StoreSession session)
    {
        var circle = Enumerable.Range(0, _outcomes.Length).Where(index => _outcomes[index] is null && request.Operations[index].MakesGroup).ToList();
        if (circle.Count == 0)
            throw new InvalidOperationException("Operations wait for each other without a group among them.");
        var made = new Dictionary<string, Guid>(_made);
        var outcomes = new Dictionary<int, BulkOutcome>();
        session.Execute("SAVEPOINT circle");
        foreach (var index in circle)
        {
            var operation = request.Operations[index];
            var outcome = groups.Create(session, authority, operation.Group!.WithoutMembers(), null).TryGet(out var group, out var refusal)
                ? new BulkOutcome(StatusCodes.Status201Created, group.Id, group.Version, null)
                : BulkOutcome.Refused(refusal);
            outcomes[index] = outcome;
            if (outcome.Id is { } id)
                made[operation.BulkId!] = id;
        }

        foreach (var index in circle.Where(index => outcomes[index].Id is not null))
        {
            var filled = groups.Replace(session, authority, outcomes[index].Id!.Value, request.Operations[index].Group!, null, made);
            outcomes[index] = filled.TryGet(out var group, out var refusal) ? outcomes[index] with { Version = group.Version } : BulkOutcome.Refused(refusal);
        }

        var failed = outcomes.Values.Any(outcome => outcome.Refusal is not null);
        if (failed)
            session.Execute("ROLLBACK TO circle");
        session.Execute("RELEASE circle");
        foreach (var index in circle)
            Settle(index, failed && outcomes[index].Refusal is null ? BulkOutcome.Refused(Catalogue.Provisioning.BulkIdUnresolved) : outcomes[index]);
    }

    private Result<Guid> Target(string target)
    {
        if (target.StartsWith(MemberIds.BulkPrefix, StringComparison.OrdinalIgnoreCase))
            return _made.TryGetValue(target[MemberIds.BulkPrefix.Length..], out var made) ? made : Catalogue.Provisioning.BulkIdUnresolved;
        return Guid.TryParseExact(target, "D", out var id) ? id : Catalogue.Provisioning.ResourceNotFound;
    }

    private static BulkOutcome Guarded(StoreSession session, Func<BulkOutcome> run)
    {
        session.Execute("SAVEPOINT operation");
        var outcome = run();
        if (outcome.Refusal is not null)
            session.Execute("ROLLBACK TO operation");
        session.Execute("RELEASE operation");
        return outcome;
    }

    private static int StatusOf(BulkOperation operation) => operation.Method switch
    {
        "POST" => StatusCodes.Status201Created,
        "DELETE" => StatusCodes.Status204NoContent,
        "PATCH" when operation.Kind == ScimKind.Groups => StatusCodes.Status204NoContent,
        _ => StatusCodes.Status200OK,
    };
}
