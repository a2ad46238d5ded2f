using Keyway.Server.Devices;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.MySignIns;

/// <summary>A person's own sign-ins: where they hold now, by which computers, and the latest of them.</summary>
internal sealed class IndexModel(WebSessions sessions, DeviceService devices, SignInQueries signIns) : PortalPage
{
    private const int MostRecent = 30;
    private const int MostDevices = 50;

    public IReadOnlyList<WebSession> Sessions { get; private set; } = [];

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    public IReadOnlyList<SignInRow> Recent { get; private set; } = [];

    public void OnGet()
    {
        Sessions = sessions.Of(Person.Id);
        Devices = devices.OfOwner(Person.Id, MostDevices);
        var recent = signIns.RecentOf(Person.Id, MostRecent);
        var names = recent.Select(entry => entry.DeviceId).OfType<Guid>().Distinct().ToDictionary(id => id, id => devices.Find(id)?.DisplayName);
        Recent = [.. recent.Select(entry => SignInRow.Of(entry, entry.DeviceId is { } id ? names[id] : null))];
    }

    public async Task<IActionResult> OnPostEndAsync(string? id)
    {
        await sessions.EndAsync(Person.Id, id ?? "");
        // Over is over, whoever ended it.
        return GoTo("/my-sign-ins", "That browser is signed out.");
    }

    public bool IsThis(WebSession session) => session.IdHash.AsSpan().SequenceEqual(Session.IdHash);
}
