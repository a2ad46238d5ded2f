namespace Keyway.Lab;

/// <summary>Only one command at a time makes or removes the lab of a folder. The lock is a file beside the folder; the system frees it when its holder dies.</summary>
internal sealed class LabLock : IDisposable
{
    private readonly FileStream _file;

    private LabLock(FileStream file)
    {
        _file = file;
    }

    public static LabLock Take(LabFolder folder)
    {
        var path = folder.Path + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new LabLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException)
        {
            throw new LabException("folder", $"Another command is bringing the lab in {folder.Path} up or down; wait until it has finished.", null);
        }
    }

    public void Dispose() => _file.Dispose();
}
