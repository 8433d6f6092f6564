"""Why a photo is not kept, or cannot be shown."""

from wenming_desktop.errors import StorageTroubleError, UserError


class PhotoKindError(UserError):
    """A kind that is none."""

    code = "photo.kind_unknown"
    text = "请说明是整改前、整改中还是整改后的照片。没有存。"


class SamePictureError(UserError):
    """The very picture from before as the one after, or the other way round."""

    code = "photo.same"
    text = (
        "“{names}”已经是这一件{side}的照片，同一张照片不能又是整改前又是整改后。"
        "这次选的都没有存，请换掉它再添加。"
    )


class PhotoGoneError(StorageTroubleError):
    """The file of a photo is missing, cut or was changed."""

    code = "photo.gone"
    text = "照片“{name}”的文件不在或已损坏，打不开。记录还在；可以从备份里找回这张照片。"


class FolderGoneError(UserError):
    """The folder of a phone is not there any more."""

    code = "photo.folder"
    text = "文件夹“{name}”打不开，手机可能已经拔掉或锁屏。插好、解锁以后再读，或者换个文件夹。"
