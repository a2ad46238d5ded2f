using Keyway.Contracts;
using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;
using Keyway.Server.Devices;
using Keyway.Server.Hosting;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.DeviceManagement;

/// <summary>What devices ask for: <c>POST /EnrollmentServer/management/{id}/enrol</c>, and <c>POST /EnrollmentServer/management/{id}</c> for each message of a session, each with a proof of the device's key.</summary>
internal static class ManagementEndpoints
{
    private const string Path = "/EnrollmentServer/management/{id:guid}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path + "/enrol", Enrol).WithMetadata(new RequestSizeLimitAttribute(0));
        endpoints.MapPost(Path, Speak).WithMetadata(new RequestSizeLimitAttribute(SyncMl.LargestMessage));
    }

    private static async Task<IResult> Enrol(Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, ManagementSessions sessions) =>
        PresentedDevice.Authenticate(http, id, credential, registry).TryGet(out var device, out var refusal)
        && (await sessions.EnrolAsync(device, http.RequestAborted)).TryGet(out var enrolment, out refusal)
            ? Results.Json(enrolment, ContractsJson.Default.ManagementEnrolment)
            : new RefusalReply(ErrorForm.DeviceJoin, refusal);

    private static async Task<IResult> Speak(Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, ManagementSessions sessions, ServerOptions options) =>
        (await SpeakAsync(id, http, credential, registry, sessions, options)).TryGet(out var reply, out var refusal)
            ? Results.Bytes(SyncMlWriter.Write(reply), SyncMl.MediaType)
            : new RefusalReply(ErrorForm.DeviceJoin, refusal);

    private static async Task<Result<SyncMlMessage>> SpeakAsync(
        Guid id, HttpContext http, DeviceCredential credential, DeviceRegistry registry, ManagementSessions sessions, ServerOptions options)
    {
        if (!PresentedDevice.Authenticate(http, id, credential, registry).TryGet(out var device, out var refusal))
            return refusal;
        if (!string.Equals(http.Request.ContentType?.Split(';')[0].Trim(), SyncMl.MediaType, StringComparison.OrdinalIgnoreCase))
            return Catalogue.DeviceManagement.MediaTypeWrong;
        if (!(await JsonBody.ReadBytesAsync(http.Request)).TryGet(out var body, out refusal) || !SyncMlReader.Read(body).TryGet(out var message, out refusal))
            return refusal;
        // The origin is the configured one: what a Host header says, its sender chooses.
        var self = (DeviceListener.Took(http) ? options.DeviceOrigin : options.Origin) + http.Request.Path.Value;
        return await sessions.AnswerAsync(device, message, self, http.RequestAborted);
    }
}
