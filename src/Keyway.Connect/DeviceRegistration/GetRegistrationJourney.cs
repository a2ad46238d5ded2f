using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.DeviceRegistration;

/// <summary><c>device-registration get</c>: what the forest's computers learn. Writes nothing.</summary>
internal sealed class GetRegistrationJourney(DomainAccess access, StepLog steps)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(cancellationToken)).TryGet(out var read, out var refusal))
            return Report.Of(new Failure("read the service connection point", refusal));
        var content = new JsonObject { ["dn"] = read.Dn, ["registration"] = RegistrationWords.Json(read.Point) };
        return new Report(["", .. RegistrationWords.Lines(read.Point)], content);
    }

    private async Task<Result<(string Dn, RegistrationPoint Point)>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var open = domain;
        var place = new ServiceConnectionPoint(domain.Connection);
        var read = await steps.RunAsync("Read the service connection point", () => place.ReadAsync(cancellationToken), point => point.TenantDomain);
        return read.TryGet(out var found, out refusal) ? (place.Dn, found) : refusal;
    }
}
