namespace Keyway.Device.Troubleshooting;

/// <summary>One look at this computer, without an effect, over within seconds.</summary>
internal interface IExamination
{
    Task<Finding> LookAsync(CancellationToken cancellationToken);
}
